import { findWebsites } from "#models/reference/reference.repository.server.ts"
import type { SiteCheck } from "#models/reference/website.ts"
import { formatDay } from "#models/shared/dates.ts"
import { MOST_IN_ONE, type ReferenceTable, type RowFault } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["websiteId", "checkedOn"]

/** What was found at each website or system, on which day, by whom. */
export const siteChecks: ReferenceTable = {
  id: "kiem-tra-trang",
  lead: "Kết quả từng lần kiểm tra trang, hệ thống trong sổ: ngày nào, ai kiểm tra, thấy gì.",
  fields: [
    { kind: "TEXT", name: "websiteId", label: "Mã trang, hệ thống", max: 40 },
    { kind: "DAY", name: "checkedOn", label: "Ngày kiểm tra" },
    { kind: "TEXT", name: "checkedBy", label: "Người kiểm tra", max: 120 },
    { kind: "FLAG", name: "isReachable", label: "Truy cập được" },
    { kind: "FLAG", name: "isComponent", label: "Là trang thành phần của Cổng tỉnh" },
    { kind: "FLAG", name: "linksProvince", label: "Có liên kết với Cổng tỉnh" },
    { kind: "FLAG", name: "linksNational", label: "Có liên kết với Cổng quốc gia, bộ, ngành" },
    { kind: "FLAG", name: "isConnected", label: "Đã kết nối (hệ thống)" },
    { kind: "TEXT", name: "note", label: "Ghi chú", max: 500, isOptional: true },
  ],
  key: KEY,
  days: null,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("siteChecks", KEY, {
    row: (stored) => ({ ...stored }),
    stored: (row): SiteCheck => ({
      websiteId: String(row["websiteId"]),
      checkedOn: String(row["checkedOn"]),
      checkedBy: String(row["checkedBy"]),
      isReachable: row["isReachable"] === true,
      isComponent: row["isComponent"] === true,
      linksProvince: row["linksProvince"] === true,
      linksNational: row["linksNational"] === true,
      isConnected: row["isConnected"] === true,
      note: String(row["note"] ?? ""),
    }),
  }),
  faults: ({ rows }, { today }) =>
    rows.flatMap(({ key, after }): RowFault[] =>
      after && String(after["checkedOn"]) > today
        ? [
            {
              key,
              field: "checkedOn",
              message: `Ngày kiểm tra sau hôm nay (${formatDay(today)}). Ghi ngày đã kiểm tra.`,
            },
          ]
        : [],
    ),
  async heldBack(rows) {
    const known = new Set((await findWebsites()).map(({ id }) => id))
    return rows.flatMap(({ key, after }): RowFault[] =>
      after && !known.has(String(after["websiteId"]))
        ? [
            {
              key,
              field: "websiteId",
              message: `Sổ không có trang, hệ thống mã «${String(after["websiteId"])}». Thêm vào bảng «Trang, hệ thống của đơn vị» trước, hoặc sửa mã.`,
            },
          ]
        : [],
    )
  },
  effects: () => ({
    moved: {},
    notes: ["Lần kiểm tra mới nhất của mỗi trang, hệ thống quyết định tiến độ của nhiệm vụ có chỉ tiêu."],
  }),
}
