import type { ImportReport } from "#models/procedure/import-report.ts"
import { formatNumber } from "#models/shared/numbers.ts"

/** The report as lines of Vietnamese text, for a terminal or a log. */
export const describeReport = (report: ImportReport): string[] => {
  const n = formatNumber
  const isRefused = report.outcome === "REFUSED"
  return [
    `${report.fileName}: ${isRefused ? "KHÔNG NHẬN, sổ thủ tục giữ nguyên" : "đã nhận"} (SHA-256 ${report.fileSha256})`,
    `  Đọc ${n(report.read)} dòng: thêm ${n(report.added)}, thay đổi ${n(report.changed)}, không đổi ${n(report.unchanged)}, để ngoài ${n(report.leftOut.length)}, từ chối ${n(report.refused.length)}.`,
    `  Dịch vụ công: thêm ${n(report.servicesAdded)}, cập nhật ${n(report.servicesChanged)}, ngừng ${n(report.servicesRetired)}.`,
    ...report.refused.map(
      ({ line, code, field, reason }) => `  ✗ ${place(line)}${code ? ` ${code}` : ""} [${field}]: ${reason}`,
    ),
    ...reasonsIn(report.leftOut).map(([reason, count]) => `  – Để ngoài ${n(count)} dòng: ${reason}`),
    ...report.warnings.map(
      ({ line, code, message }) => `  ! ${place(line)}${code ? ` ${code}` : ""}: ${message}`,
    ),
    ...(isRefused && report.read > report.refused.length
      ? ["  Sửa các dòng bị từ chối rồi nhập lại, hoặc thêm --partial để chỉ nhận các dòng đúng."]
      : []),
  ]
}

/** Each reason with how many rows it left out, most first. */
const reasonsIn = (rows: ImportReport["leftOut"]): [string, number][] =>
  [...Map.groupBy(rows, ({ reason }) => reason)]
    .map(([reason, same]): [string, number] => [reason, same.length])
    .sort(([, a], [, b]) => b - a)

const place = (line: number): string => (line === 0 ? "Cả tệp" : `Dòng ${line}`)
