import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["validFrom"]

/** From which hour the day's digest is mailed. */
export const digestHours: ReferenceTable = {
  id: "gio-ban-tin",
  lead: "Bản tin ngày gửi từ mấy giờ. Thời gian không có dòng nào thì không gửi bản tin; tin khẩn vẫn gửi ngay.",
  fields: [
    {
      kind: "NUMBER",
      name: "hour",
      label: "Giờ gửi",
      description: "Giờ tròn, từ 0 đến 23.",
      min: 0,
      max: 23,
      isWhole: true,
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("digestHours", KEY, {
    row: ({ hour, validFrom, validTo }) => ({ hour, validFrom, validTo }),
    stored: ({ hour, validFrom, validTo }) => ({
      hour: Number(hour),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: () => true,
      message: () => "Đã có giờ gửi khác trong cùng thời gian",
    }),
  effects: () => ({
    moved: {},
    notes: ["Bản tin đã gửi hôm nay thì không gửi lại; những tin chưa gửi đi cùng bản tin kế tiếp."],
  }),
}
