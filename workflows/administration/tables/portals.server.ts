import { countWaitingMessages } from "#models/outbox/outbox.repository.server.ts"
import {
  MOST_UNIT_ROWS,
  PORTAL_RECORDS,
  type PortalRecord,
  portalRecordOf,
} from "#models/outbox/portal-target.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const RECORD_LABELS: Record<PortalRecord, string> = {
  PROVINCIAL_SERVICE: "Dịch vụ, theo Cổng Dịch vụ công tỉnh",
  NATIONAL_SERVICE: "Dịch vụ, theo Cổng Dịch vụ công quốc gia",
  DATASET: "Danh mục, theo cổng dữ liệu mở",
}
const KEY = ["id", "validFrom"]
/** Plain HTTP only within the machine itself. */
const ADDRESS = /^(https:\/\/[^\s]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/[^\s]*)?)$/u

export const portals: ReferenceTable = {
  id: "cong",
  lead: "Các cổng nhận bản ghi sau khi phát hành: nhận gì, ở địa chỉ nào, từ ngày nào đến ngày nào.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Mã cổng",
      max: 40,
      pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/u,
      wrong: "Chỉ gồm chữ thường không dấu, số và gạch nối.",
    },
    { kind: "TEXT", name: "name", label: "Tên cổng", max: 120 },
    {
      kind: "CHOICE",
      name: "record",
      label: "Bản ghi nhận",
      options: PORTAL_RECORDS.map((value) => ({ value, label: RECORD_LABELS[value] })),
    },
    {
      kind: "TEXT",
      name: "url",
      label: "Địa chỉ",
      max: 300,
      pattern: ADDRESS,
      wrong: "Địa chỉ phải bắt đầu bằng https:// và không có khoảng trắng.",
    },
    {
      kind: "NUMBER",
      name: "unitRows",
      label: "Số dòng đơn vị mỗi lô",
      description: `Để trống: một dịch vụ là một bản ghi, kèm mã các đơn vị. Ghi số (đến ${MOST_UNIT_ROWS}) khi cổng nhận từng dòng cho mỗi đơn vị; không dùng cho cổng dữ liệu mở.`,
      min: 1,
      max: MOST_UNIT_ROWS,
      isWhole: true,
      isOptional: true,
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: true,
  mostRows: MOST_IN_ONE,
  ...keptTable("portalTargets", KEY, {
    row: (target) => ({
      id: target.id,
      name: target.name,
      record: portalRecordOf(target),
      url: target.url,
      unitRows: target.unitRows ?? null,
      validFrom: target.validFrom,
      validTo: target.validTo,
    }),
    stored: ({ id, name, record, url, unitRows, validFrom, validTo }) => ({
      id: String(id),
      name: String(name),
      record: PORTAL_RECORDS.find((one) => one === record) ?? null,
      url: String(url),
      unitRows: typeof unitRows === "number" ? unitRows : null,
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.id === other.id,
      message: () => "Cổng này đã có dòng khác trong cùng thời gian",
    }),
  async effects({ rows }) {
    const ids = [...new Set(rows.flatMap(({ before, after }) => [String((after ?? before)?.id)]))]
    const waiting = await Promise.all(ids.map(async (id) => ({ id, count: await countWaitingMessages(id) })))
    return {
      moved: {
        messages: waiting.flatMap(({ id, count }) =>
          Array.from({ length: count }, () => ({ text: `Bản ghi đang chờ gửi tới ${id}` })),
        ),
      },
      notes: [
        ...waiting
          .filter(({ count }) => count > 0)
          .map(
            ({ id, count }) =>
              `${formatNumber(count)} bản ghi đang chờ gửi tới ${id} được gửi theo địa chỉ của ngày gửi.`,
          ),
        "Bản ghi đã gửi thì giữ nguyên ở cổng.",
      ],
    }
  },
}
