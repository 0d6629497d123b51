import { findAgencies, saveAgencies } from "#models/agency/agency.repository.server.ts"
import { type Agency, CODE_SCHEME_LABELS, CODE_SCHEMES, type CodeScheme } from "#models/agency/agency.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { agencyEffects } from "../agency-effects.server.ts"
import { CODE_KEY, codeRows, withParts } from "../agency-rows.ts"
import type { OfficeData } from "../office-data.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_DOCUMENTS, type ReferenceTable, type RowFault } from "../reference-table.ts"

/** How codes are written: `H05.7`, `H19.151`, `H17.110.02`; `000.00.00.H16`; `24717` (QĐ 20/2020/QĐ-TTg, QCVN 102:2016, QĐ 19/2025/QĐ-TTg). */
const WRITTEN: Record<CodeScheme, { pattern: RegExp; words: string }> = {
  QD20_2020: { pattern: /^[A-Z]\d{2}(\.\d{1,3}){0,3}$/u, words: "dạng H36, H05.7, H19.151 hoặc H17.110.02" },
  QCVN102: { pattern: /^(\d{2,3}\.){1,3}[A-Z]\d{2}$/u, words: "dạng 000.00.00.H16" },
  GSO: { pattern: /^(\d{2}|\d{5})$/u, words: "hai chữ số với tỉnh, năm chữ số với xã (giữ số 0 ở đầu)" },
}

export const agencyCodes: ReferenceTable = {
  id: "ma-co-quan",
  lead: "Mã định danh của từng cơ quan, đơn vị theo từng hệ mã, theo ngày; bản ghi gửi cổng dùng mã này.",
  fields: [
    { kind: "REFERENCE", to: "AGENCY", name: "agencyId", label: "Cơ quan" },
    {
      kind: "CHOICE",
      name: "scheme",
      label: "Hệ mã",
      options: CODE_SCHEMES.map((value) => ({ value, label: CODE_SCHEME_LABELS[value] })),
    },
    { kind: "TEXT", name: "code", label: "Mã", max: 30 },
    {
      kind: "FLAG",
      name: "training",
      label: "Mã giả định để tập huấn",
      description: "Mã thật không công khai.",
    },
    ...DAY_FIELDS,
  ],
  key: CODE_KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: "CHANGES",
  mostRows: MOST_DOCUMENTS,
  read: async (session) => codeRows(await findAgencies(session ?? undefined)),
  faults: (change, office) => [
    ...change.rows.flatMap(({ key, after }) =>
      after ? codeFaults(after, office).map((fault) => ({ key, ...fault })) : [],
    ),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.agencyId === other.agencyId && one.scheme === other.scheme,
      message: (other) => `Cơ quan này đã có mã «${other.code}» của hệ này trong cùng thời gian`,
    }),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.scheme === other.scheme && one.code === other.code,
      message: (other) => `Mã này đang là của «${other.agencyId}» trong cùng thời gian`,
    }),
  ],
  effects: agencyEffects,
  async write(rows, session) {
    await saveAgencies(withParts("codes", await findAgencies(session), rows), session)
    return undefined
  },
}

function codeFaults(row: Row, { agencies, directory }: OfficeData): Omit<RowFault, "key">[] {
  const scheme = row.scheme as CodeScheme
  const code = String(row.code)
  const { pattern, words } = WRITTEN[scheme]
  if (!pattern.test(code)) return [{ field: "code", message: `Mã «${code}» chưa đúng: ${words}.` }]
  const agency = agencies.get(String(row.agencyId))
  const committee = directory.agencies.find(
    (one) => one.kind === "PEOPLE_COMMITTEE" && isValidOn(one, String(row.validFrom)),
  )
  if (!agency || !committee || agency.kind === "CENTRAL_BRANCH") return []
  if (scheme === "GSO")
    return code.length === (agency.kind === "PEOPLE_COMMITTEE" ? 2 : 5)
      ? []
      : [{ field: "code", message: `Mã «${code}» chưa đúng: ${words}.` }]
  const own = provinceCodesOf(committee, String(row.validFrom))
  const [of] = provinceIn(scheme, code)
  return own.length === 0 || agency.kind === "PEOPLE_COMMITTEE" || own.includes(of ?? "")
    ? []
    : [
        {
          field: "code",
          message: `Mã «${code}» là của tỉnh khác (${of}); mã của tỉnh này bắt đầu từ ${own.join(", ")}. Kiểm tra lại đơn vị và mã.`,
        },
      ]
}

const provinceIn = (scheme: CodeScheme, code: string): string[] =>
  scheme === "QD20_2020" ? code.split(".").slice(0, 1) : code.split(".").slice(-1)

const provinceCodesOf = ({ codes }: Agency, day: string): string[] => [
  ...new Set(
    codes
      .filter((one) => one.scheme !== "GSO" && isValidOn(one, day))
      .flatMap(({ scheme, code }) => provinceIn(scheme, code)),
  ),
]
