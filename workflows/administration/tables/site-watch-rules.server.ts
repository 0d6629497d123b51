import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable, type RowFault } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["validFrom"]
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/u
const HOST_FIELDS = ["provinceHosts", "nationalHosts"] as const

const hostsOf = (cell: unknown): string[] =>
  Array.isArray(cell) ? cell.map((host) => String(host).toLowerCase()) : []

/** How often the system itself opens the websites of the register, and what it looks for. */
export const siteWatchRules: ReferenceTable = {
  id: "lich-kiem-tra-trang",
  lead: "Hệ thống tự mở từng trang, hệ thống trong sổ bao nhiêu ngày một lần, đọc bao nhiêu, tìm liên kết tới cổng nào. Thời gian không có dòng nào thì chỉ kiểm tra khi có người yêu cầu.",
  fields: [
    { kind: "NUMBER", name: "everyDays", label: "Bao nhiêu ngày một lần", min: 1, max: 365, isWhole: true },
    {
      kind: "NUMBER",
      name: "seconds",
      label: "Chờ mỗi trang (giây)",
      description: "Cả các lần chuyển hướng; quá thì ghi là không trả lời.",
      min: 1,
      max: 60,
      isWhole: true,
    },
    {
      kind: "NUMBER",
      name: "kilobytes",
      label: "Đọc mỗi trang nhiều nhất (KB)",
      min: 16,
      max: 20_480,
      isWhole: true,
    },
    {
      kind: "LINES",
      name: "provinceHosts",
      label: "Tên miền của Cổng tỉnh",
      description: "Mỗi dòng một tên miền, ví dụ daknong.gov.vn. Bỏ trống: không xem liên kết này.",
      max: 120,
      isOptional: true,
    },
    {
      kind: "LINES",
      name: "nationalHosts",
      label: "Tên miền của Cổng quốc gia, bộ, ngành",
      description: "Có liên kết tới một trong các tên miền này là đủ. Bỏ trống: không xem liên kết này.",
      max: 120,
      isOptional: true,
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("siteWatchRules", KEY, {
    row: (stored) => ({ ...stored }),
    stored: (row) => ({
      everyDays: Number(row["everyDays"]),
      seconds: Number(row["seconds"]),
      kilobytes: Number(row["kilobytes"]),
      provinceHosts: hostsOf(row["provinceHosts"]),
      nationalHosts: hostsOf(row["nationalHosts"]),
      validFrom: String(row["validFrom"]),
      validTo: typeof row["validTo"] === "string" ? row["validTo"] : null,
    }),
  }),
  faults: (change) => [
    ...change.rows.flatMap(({ key, after }): RowFault[] =>
      HOST_FIELDS.flatMap((field) => {
        const odd = hostsOf(after?.[field]).find((host) => !HOST.test(host))
        return odd === undefined
          ? []
          : [
              {
                key,
                field,
                message: `«${odd}» không phải tên miền. Ghi riêng tên miền, ví dụ dichvucong.gov.vn, không kèm https:// hay đường dẫn.`,
              },
            ]
      }),
    ),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: () => true,
      message: () => "Đã có lịch kiểm tra khác trong cùng thời gian",
    }),
  ],
  effects: () => ({
    moved: {},
    notes: [
      "Hệ thống ghi kết quả bên cạnh kết quả người kiểm tra ghi; số liệu của nhiệm vụ vẫn theo kết quả người ghi.",
    ],
  }),
}
