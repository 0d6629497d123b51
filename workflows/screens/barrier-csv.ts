import { toCsv } from "#models/shared/csv.ts"
import { ADMIN_LEVEL_LABELS, PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import { BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { BlockedService } from "./barrier-page.server.ts"

const HEADINGS = [
  "Mã TTHC",
  "Mã dịch vụ",
  "Thủ tục",
  "Tên trường hợp",
  "Cấp thực hiện",
  "Đơn vị",
  "Mức độ",
  "Nhóm rào cản",
  "Rào cản",
  "Lý do một phần",
  "Căn cứ",
]

/** One line per blocked service. */
export const toBarrierCsv = (rows: readonly BlockedService[], isTraining: boolean): Uint8Array =>
  toCsv(
    withTrainingColumn(
      [
        HEADINGS,
        ...rows.map((row) => [
          row.procedureCode,
          row.serviceCode,
          row.procedureName,
          row.caseName ?? "",
          ADMIN_LEVEL_LABELS[row.adminLevel],
          row.agencyName,
          SERVICE_LEVEL_LABELS[row.level],
          [...new Set(row.barriers.map((kind) => BARRIERS[kind].group))].join("; "),
          row.barriers.map((kind) => BARRIERS[kind].label).join("; "),
          row.partialReason ? PARTIAL_REASON_LABELS[row.partialReason] : "",
          row.citation,
        ]),
      ],
      isTraining,
    ),
  )
