import { findIndicators } from "#models/reference/reference.repository.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["indicatorId", "unitId", "validFrom"]

export const unknownIndicator = (id: string): string =>
  `Không có chỉ số «${id}». Chọn mã trong bảng «Chỉ số đo lường».`

/** What an indicator is to reach, for one unit or all, in a quarter or a year. */
export const indicatorTargets: ReferenceTable = {
  id: "chi-tieu-chi-so",
  lead: "Mức phải đạt của chỉ số, chung hoặc riêng từng đơn vị, theo quý hoặc năm (ngày đầu, ngày cuối).",
  fields: [
    { kind: "TEXT", name: "indicatorId", label: "Mã chỉ số", max: 30 },
    {
      kind: "REFERENCE",
      name: "unitId",
      label: "Đơn vị",
      description: "Bỏ trống: chung cho tỉnh và mọi đơn vị không có chỉ tiêu riêng.",
      to: "AGENCY",
      isOptional: true,
    },
    {
      kind: "NUMBER",
      name: "value",
      label: "Phải đạt",
      description: "Theo đơn vị của chỉ số, ví dụ 80 là 80 %.",
      min: 0,
      max: 1_000_000,
      isWhole: false,
    },
    { kind: "TEXT", name: "source", label: "Nguồn", max: 300 },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("indicatorTargets", KEY, {
    row: (stored) => ({ ...stored }),
    stored: ({ indicatorId, unitId, value, validFrom, validTo, source }) => ({
      indicatorId: String(indicatorId),
      unitId: typeof unitId === "string" && unitId !== "" ? unitId : null,
      value: Number(value),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
      source: String(source),
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) =>
        one.indicatorId === other.indicatorId && (one.unitId ?? "") === (other.unitId ?? ""),
      message: () => "Chỉ số này đã có chỉ tiêu của đơn vị này trong cùng thời gian",
    }),
  async heldBack(rows) {
    const known = new Set((await findIndicators()).map(({ id }) => id))
    return rows.flatMap(({ key, after }) =>
      after && !known.has(String(after.indicatorId))
        ? [{ key, field: "indicatorId", message: unknownIndicator(String(after.indicatorId)) }]
        : [],
    )
  },
  effects: () => ({
    moved: {},
    notes: ["Trang chỉ số so số liệu với chỉ tiêu của ngày cuối kỳ; không dịch vụ hay đăng ký nào đổi."],
  }),
}
