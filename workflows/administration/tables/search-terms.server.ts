import { foldText } from "#models/shared/text.ts"
import { wordsOf } from "#workflows/search/words.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable, type RowFault } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["term", "validFrom"]

/** Words people search by that no procedure is named with. No document rests on them. */
export const searchTerms: ReferenceTable = {
  id: "tu-tim-kiem",
  lead: "Từ viết tắt, tên thường gọi người dân dùng khi tra cứu, và từ trong tên thủ tục mà chúng chỉ tới.",
  fields: [
    { kind: "TEXT", name: "term", label: "Từ người tìm gõ", description: "Ví dụ: GPLX, sổ đỏ.", max: 60 },
    {
      kind: "LINES",
      name: "readings",
      label: "Nghĩa là",
      description:
        "Mỗi dòng một cách gọi trong tên thủ tục hoặc lĩnh vực. Bỏ trống: từ chỉ chung mọi thủ tục (như TTHC), không dùng để lọc.",
      max: 120,
      isOptional: true,
    },
    { kind: "TEXT", name: "source", label: "Nguồn, ghi chú", max: 300, isOptional: true },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("searchTerms", KEY, {
    row: ({ term, readings, source, validFrom, validTo }) => ({ term, readings, source, validFrom, validTo }),
    stored: ({ term, readings, source, validFrom, validTo }) => ({
      term: String(term),
      readings: Array.isArray(readings) ? readings : [],
      source: String(source ?? ""),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) => [
    ...change.rows.flatMap(({ key, after }) => (after ? wordFaults(key, after) : [])),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => keyOf(one.term) === keyOf(other.term),
      message: (other) => `Từ «${other.term}» đã có trong cùng thời gian`,
    }),
  ],
  effects: () => ({
    moved: {},
    notes: ["Chỉ đổi kết quả tra cứu từ ngày này; không dịch vụ, đăng ký hay văn bản nào đổi."],
  }),
}

/** Capitals make no other word, accents do. */
const keyOf = (term: unknown): string => String(term).normalize("NFC").toLocaleLowerCase("vi").trim()

function wordFaults(key: string, { term, readings }: Record<string, unknown>): RowFault[] {
  const lines = Array.isArray(readings) ? readings.map(String) : []
  return [
    ...(wordsOf(String(term)).length === 0
      ? [{ key, field: "term", message: "Từ người tìm gõ phải có chữ hoặc số." }]
      : []),
    ...lines
      .filter((line) => wordsOf(line).length === 0 || foldText(line) === foldText(String(term)))
      .map((line) => ({
        key,
        field: "readings",
        message: `«${line}» không nói gì thêm về «${String(term)}». Ghi từ đứng trong tên thủ tục, hoặc bỏ dòng này.`,
      })),
  ]
}
