import { CLOCK_KINDS, CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import type { ReminderChain } from "#models/reference/reminder-chain.ts"
import { ROLE_LABELS, ROLES, type Role } from "#models/shared/workflow.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["kind", "validFrom"]
const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))

/** Who is reminded of each kind of deadline: whose work it is, who is above, who leads. */
export const reminderChains: ReferenceTable = {
  id: "nguoi-duoc-nhac",
  lead: "Mỗi loại thời hạn nhắc ai: vai trò của người làm, cấp trên trực tiếp, lãnh đạo.",
  fields: [
    {
      kind: "CHOICE",
      name: "kind",
      label: "Loại thời hạn",
      options: CLOCK_KINDS.map((value) => ({ value, label: CLOCK_LABELS[value] })),
    },
    { kind: "CHOICE", name: "officer", label: "Người làm", options: ROLE_OPTIONS },
    { kind: "CHOICE", name: "head", label: "Cấp trên trực tiếp", options: ROLE_OPTIONS },
    { kind: "CHOICE", name: "leader", label: "Lãnh đạo", options: ROLE_OPTIONS },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("reminderChains", KEY, {
    row: ({ kind, officer, head, leader, validFrom, validTo }) => ({
      kind,
      officer,
      head,
      leader,
      validFrom,
      validTo,
    }),
    stored: ({ kind, officer, head, leader, validFrom, validTo }): ReminderChain => ({
      kind: String(kind),
      officer: officer as Role,
      head: head as Role,
      leader: leader as Role,
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.kind === other.kind,
      message: () => "Loại thời hạn này đã có người được nhắc trong cùng thời gian",
    }),
  effects: () => ({
    moved: {},
    notes: [
      "Những lần nhắc đã gửi thì giữ nguyên; lần sau nhắc người theo bảng mới. Loại thời hạn không có dòng nào thì không ai được nhắc, thời hạn vẫn chạy.",
    ],
  }),
}
