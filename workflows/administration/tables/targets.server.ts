import { INDICATOR_LABELS } from "#workflows/barriers/barriers.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["indicator", "validFrom"]

export const targets: ReferenceTable = {
  id: "chi-tieu",
  lead: "Tỷ lệ phải đạt của từng chỉ số, theo kế hoạch của năm.",
  fields: [
    {
      kind: "CHOICE",
      name: "indicator",
      label: "Chỉ số",
      options: Object.entries(INDICATOR_LABELS).map(([value, label]) => ({ value, label })),
    },
    {
      kind: "NUMBER",
      name: "share",
      label: "Tỷ lệ phải đạt",
      description: "Từ 0 đến 1, ví dụ 0,8 là 80 %.",
      min: 0,
      max: 1,
      isWhole: false,
    },
    { kind: "TEXT", name: "source", label: "Nguồn", max: 300 },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: true,
  mostRows: MOST_IN_ONE,
  ...keptTable("levelTargets", KEY, {
    row: ({ indicator, share, source, validFrom, validTo }) => ({
      indicator,
      share,
      source,
      validFrom,
      validTo,
    }),
    stored: ({ indicator, share, source, validFrom, validTo }) => ({
      indicator: String(indicator),
      share: Number(share),
      source: String(source),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.indicator === other.indicator,
      message: () => "Chỉ số này đã có chỉ tiêu trong cùng thời gian",
    }),
  effects: () => ({
    moved: {},
    notes: ["Bảng rào cản so các chỉ số với chỉ tiêu của ngày xem; không dịch vụ hay đăng ký nào đổi."],
  }),
}
