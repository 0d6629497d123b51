import {
  CRITERION_SUBJECT_LABELS,
  CRITERION_SUBJECTS,
  type CriterionSubject,
} from "#models/legal-regime/legal-regime.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["subject", "validFrom"]

/** What stands beside each criterion for whoever answers it. No document rests on it. */
export const criterionHelp: ReferenceTable = {
  id: "huong-dan",
  lead: "Lời hướng dẫn đứng cạnh mỗi tiêu chí khi đơn vị trả lời. Không văn bản nào dựa vào.",
  fields: [
    {
      kind: "CHOICE",
      name: "subject",
      label: "Tiêu chí về",
      options: CRITERION_SUBJECTS.map((value) => ({ value, label: CRITERION_SUBJECT_LABELS[value] })),
    },
    {
      kind: "TEXT",
      name: "text",
      label: "Hướng dẫn",
      description: "Xem ở đâu, thế nào là đạt, khi nào không đạt. Vài câu ngắn.",
      max: 1000,
      rows: 4,
    },
    { kind: "TEXT", name: "source", label: "Nguồn, ghi chú", max: 300, isOptional: true },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("criterionHelp", KEY, {
    row: ({ subject, text, source, validFrom, validTo }) => ({ subject, text, source, validFrom, validTo }),
    stored: ({ subject, text, source, validFrom, validTo }) => ({
      subject: String(subject) as CriterionSubject,
      text: String(text),
      source: String(source ?? ""),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.subject === other.subject,
      message: () => "Tiêu chí này đã có hướng dẫn trong cùng thời gian",
    }),
  effects: () => ({
    moved: {},
    notes: ["Chỉ đổi lời hướng dẫn trên màn hình đăng ký từ ngày này; không câu trả lời nào đổi."],
  }),
}
