import {
  WEBSITE_KIND_LABELS,
  WEBSITE_KINDS,
  type Website,
  type WebsiteKind,
} from "#models/reference/website.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["id", "validFrom"]

/**
 * Websites of units, and systems that are to be connected: what the plan's percentages are counted over. One that goes over to another
 * unit has a row for each, under the same id, day after day.
 */
export const websites: ReferenceTable = {
  id: "trang-he-thong",
  lead: "Trang thông tin điện tử và hệ thống của từng đơn vị; các nhiệm vụ có chỉ tiêu phần trăm đếm trên sổ này.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Mã",
      max: 40,
      pattern: /^[a-z0-9][a-z0-9-]*$/u,
      wrong: "Dùng chữ thường không dấu, chữ số, gạch nối.",
    },
    { kind: "REFERENCE", name: "agencyId", label: "Đơn vị", to: "AGENCY" },
    {
      kind: "CHOICE",
      name: "kind",
      label: "Loại",
      options: WEBSITE_KINDS.map((value) => ({ value, label: WEBSITE_KIND_LABELS[value] })),
    },
    { kind: "TEXT", name: "name", label: "Tên", max: 200 },
    {
      kind: "TEXT",
      name: "address",
      label: "Địa chỉ",
      max: 300,
      pattern: /^https?:\/\/[^\s/]+\.[^\s]+$/u,
      wrong: "Ghi địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://.",
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("websites", KEY, {
    row: (stored) => ({ ...stored }),
    stored: ({ id, agencyId, kind, name, address, validFrom, validTo }): Website => ({
      id: String(id),
      agencyId: String(agencyId),
      kind: kind as WebsiteKind,
      name: String(name),
      address: String(address),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) => [
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one["id"] === other["id"],
      message: (other) => `Mã «${String(other["id"])}» đã có dòng khác trong cùng thời gian`,
    }),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one["id"] !== other["id"] && one["address"] === other["address"],
      message: (other) => `Địa chỉ này đã có ở dòng «${String(other["id"])}» trong cùng thời gian`,
    }).map((fault) => ({ ...fault, field: "address" })),
  ],
  effects: () => ({
    moved: {},
    notes: [
      "Tiến độ của các nhiệm vụ có chỉ tiêu phần trăm được đếm lại theo sổ; trang chưa có lần kiểm tra nào tính là chưa đạt.",
    ],
  }),
}
