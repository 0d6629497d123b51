import { type Escalation, RUNGS, type Rung } from "#models/reference/escalation.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["days", "validFrom"]
const COLUMNS: Record<Rung, string> = { OFFICER: "toOfficer", HEAD: "toHead", LEADER: "toLeader" }

/** When whom is reminded of every deadline. */
export const escalations: ReferenceTable = {
  id: "nhac-han",
  lead: "Mỗi thời hạn được nhắc vào những ngày nào trước, đúng và sau hạn, nhắc ai.",
  fields: [
    {
      kind: "NUMBER",
      name: "days",
      label: "Số ngày so với hạn",
      description: "-10 là mười ngày trước hạn, 0 là ngày đến hạn, 3 là ba ngày sau hạn (ngày lịch).",
      min: -60,
      max: 60,
      isWhole: true,
    },
    { kind: "FLAG", name: "toOfficer", label: "Nhắc người làm" },
    { kind: "FLAG", name: "toHead", label: "Nhắc cấp trên trực tiếp" },
    { kind: "FLAG", name: "toLeader", label: "Nhắc lãnh đạo" },
    {
      kind: "FLAG",
      name: "isUrgent",
      label: "Khẩn",
      description: "Tin khẩn gửi thư ngay, không đợi bản tin trong ngày.",
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("escalations", KEY, {
    row: ({ days, to, isUrgent, validFrom, validTo }) => ({
      days,
      ...Object.fromEntries(RUNGS.map((rung) => [COLUMNS[rung], to.includes(rung)])),
      isUrgent,
      validFrom,
      validTo,
    }),
    stored: (row): Escalation => ({
      days: Number(row.days),
      to: rungsOf(row),
      isUrgent: row.isUrgent === true,
      validFrom: String(row.validFrom),
      validTo: typeof row.validTo === "string" ? row.validTo : null,
    }),
  }),
  faults: (change) => [
    ...change.rows
      .filter(({ after }) => after && rungsOf(after).length === 0)
      .map(({ key }) => ({ key, field: COLUMNS.OFFICER, message: "Chọn ít nhất một người được nhắc." })),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.days === other.days,
      message: () => "Đã có lần nhắc vào ngày này so với hạn, trong cùng thời gian",
    }),
  ],
  effects: () => ({
    moved: {},
    notes: [
      "Những lần nhắc đã gửi thì giữ nguyên; lần sau tính theo bảng mới. Bỏ hết mọi dòng thì không ai được nhắc nữa, thời hạn vẫn chạy.",
    ],
  }),
}

const rungsOf = (row: Row): Rung[] => RUNGS.filter((rung) => row[COLUMNS[rung]] === true)
