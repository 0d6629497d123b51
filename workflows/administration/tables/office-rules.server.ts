import type { OfficeRules } from "#models/reference/office-rules.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["validFrom"]

/** How the office itself wants acts to be held; each with its reason on record. */
export const officeRules: ReferenceTable = {
  id: "quy-tac",
  lead: "Tỷ lệ rút dịch vụ phải giải trình; người thẩm định có được phê duyệt không, theo ngày.",
  fields: [
    {
      kind: "NUMBER",
      name: "largeWithdrawal",
      label: "Tỷ lệ rút phải giải trình",
      description:
        "Từ 0 đến 1; ví dụ 0,1: rút quá 10 % dịch vụ đang có hiệu lực thì gõ số và ghi lý do vào Tờ trình.",
      min: 0,
      max: 1,
      isWhole: false,
    },
    {
      kind: "CHOICE",
      name: "approver",
      label: "Người phê duyệt đăng ký",
      options: [
        { value: "ANOTHER_PERSON", label: "Phải khác người thẩm định" },
        { value: "MAY_BE_THE_SAME", label: "Có thể là người thẩm định" },
      ],
    },
    { kind: "TEXT", name: "reason", label: "Lý do", max: 500 },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: true,
  isBoundByEditions: true,
  mostRows: MOST_IN_ONE,
  ...keptTable("officeRules", KEY, {
    row: ({ largeWithdrawal, approver, reason, validFrom, validTo }) => ({
      largeWithdrawal,
      approver,
      reason,
      validFrom,
      validTo,
    }),
    stored: ({ largeWithdrawal, approver, reason, validFrom, validTo }) => ({
      largeWithdrawal: Number(largeWithdrawal),
      approver: approver as OfficeRules["approver"],
      reason: String(reason),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: () => true,
      message: () => "Đã có quy tắc khác trong cùng thời gian",
    }),
  effects: () => ({
    moved: {},
    notes: ["Áp dụng cho việc phê duyệt, chốt danh mục từ ngày này; việc đã làm giữ nguyên."],
  }),
}
