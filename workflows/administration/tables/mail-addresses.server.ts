import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["userId", "validFrom"]
/** One mailbox, nothing that could end a header line or name a second receiver. */
const ADDRESS = /^[^\s@<>(),;:"\\[\]]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu

/** Where each person's notices are mailed. */
export const mailAddresses: ReferenceTable = {
  id: "thu-dien-tu",
  lead: "Thư công vụ của từng người: nơi nhận nhắc việc và bản tin ngày. Ai không có địa chỉ thì chỉ nhận trong hệ thống.",
  fields: [
    { kind: "REFERENCE", name: "userId", label: "Người sử dụng", to: "PERSON" },
    {
      kind: "TEXT",
      name: "address",
      label: "Địa chỉ thư công vụ",
      max: 120,
      pattern: ADDRESS,
      wrong: "Ghi một địa chỉ, ví dụ ten@tinh.gov.vn.",
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("mailAddresses", KEY, {
    row: ({ userId, address, validFrom, validTo }) => ({ userId, address, validFrom, validTo }),
    stored: ({ userId, address, validFrom, validTo }) => ({
      userId: String(userId),
      address: String(address),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.userId === other.userId,
      message: () => "Người này đã có địa chỉ khác trong cùng thời gian",
    }),
  effects: () => ({
    moved: {},
    notes: ["Thư đang chờ gửi đi theo địa chỉ của ngày gửi; thư đã gửi thì giữ nguyên."],
  }),
}
