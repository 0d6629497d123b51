import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["what", "validFrom"]

/** What is kept of people, why and how long; shown to everybody at `/du-lieu-ca-nhan`. No document rests on it. */
export const personalData: ReferenceTable = {
  id: "du-lieu-ca-nhan",
  lead: "Hệ thống giữ dữ liệu cá nhân nào, để làm gì, trong bao lâu. Bảng này hiện nguyên văn trên trang công khai «Dữ liệu cá nhân».",
  fields: [
    { kind: "TEXT", name: "what", label: "Dữ liệu", max: 200 },
    { kind: "TEXT", name: "whose", label: "Của ai", max: 200 },
    { kind: "TEXT", name: "purpose", label: "Để làm gì", max: 300 },
    { kind: "TEXT", name: "basis", label: "Căn cứ", max: 300 },
    { kind: "TEXT", name: "keptFor", label: "Giữ bao lâu", max: 200 },
    { kind: "TEXT", name: "readers", label: "Ai xem được", max: 200 },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("personalData", KEY, {
    row: ({ what, whose, purpose, basis, keptFor, readers, validFrom, validTo }) => ({
      ...{ what, whose, purpose, basis },
      ...{ keptFor, readers, validFrom, validTo },
    }),
    stored: ({ what, whose, purpose, basis, keptFor, readers, validFrom, validTo }) => ({
      what: String(what),
      whose: String(whose),
      purpose: String(purpose),
      basis: String(basis),
      keptFor: String(keptFor),
      readers: String(readers),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.what === other.what,
      message: (other) => `«${other.what}» đã có trong cùng thời gian`,
    }),
  effects: () => ({
    moved: {},
    notes: ["Chỉ đổi trang «Dữ liệu cá nhân» từ ngày này; hệ thống không tự giữ lâu hơn hay xóa sớm hơn."],
  }),
}
