import { Card, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ImportPage } from "#workflows/register/import-as.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { Instant } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

/** What one import did, and every row that was refused or deserves a look. */
export function ImportReportView({ report }: { report: NonNullable<ImportPage["report"]> }) {
  const n = formatNumber
  const isTaken = report.outcome === "TAKEN"
  return (
    <Stack component="section" gap="md" aria-labelledby="ket-qua-nhap">
      <Card withBorder padding="md">
        <Title order={2} id="ket-qua-nhap" size="h3">
          Kết quả nhập «{report.fileName}»
        </Title>
        <Text my={6}>
          <StatusBadge
            label={report.undone ? "Đã hoàn tác" : isTaken ? "Đã nhận" : "Không nhận, sổ thủ tục giữ nguyên"}
            tone={report.undone ? "quiet" : isTaken ? "good" : "bad"}
          />
        </Text>
        <Text>
          Đọc {n(report.read)} dòng: thêm {n(report.added)}, thay đổi {n(report.changed)}, không đổi{" "}
          {n(report.unchanged)}, để ngoài {n(report.leftOutCount)}, từ chối {n(report.refusedCount)}.
        </Text>
        <Text>
          Dịch vụ công: thêm {n(report.servicesAdded)}, cập nhật {n(report.servicesChanged)}, ngừng{" "}
          {n(report.servicesRetired)}.
        </Text>
        {isTaken && report.changed + (report.vanished ?? 0) > 0 ? (
          <Text>
            {report.vanished ? `${n(report.vanished)} thủ tục không còn trong danh sách. ` : ""}
            <Link to={paths.changes()}>Xem thay đổi cần xử lý</Link>
          </Text>
        ) : null}
        {isTaken && !report.undone && report.added + report.changed > 0 ? (
          <Text>
            Thủ tục mà quy tắc không xác định được là của ai nằm ở trang{" "}
            <Link to={paths.scope()}>Phạm vi</Link>.
          </Text>
        ) : null}
        {report.undone ? (
          <Text mt={6}>
            Đã hoàn tác: {report.undone.byName}, <Instant at={report.undone.at} />. {report.undone.reason}
          </Text>
        ) : isTaken && report.added + report.changed > 0 ? (
          <Text mt={6}>
            <Link to={paths.undoImport(report.id)}>Hoàn tác lần nhập này</Link>
          </Text>
        ) : null}
        {!isTaken && report.read > report.refusedCount ? (
          <Text mt={6}>
            Hãy sửa các dòng bị từ chối rồi nhập lại, hoặc đánh dấu “Nhận các dòng đúng, bỏ qua các dòng sai”.
          </Text>
        ) : null}
      </Card>
      {report.refused.length > 0 ? (
        <DataTable
          caption={captionOf("Dòng bị từ chối", report.refusedCount, report.refused.length)}
          showCaption
          rows={numbered(report.refused)}
          rowKey={(row) => row.key}
          columns={[
            { key: "line", header: "Dòng", cell: (row) => place(row.line), width: "6rem" },
            { key: "code", header: "Mã thủ tục", cell: (row) => row.code || "–", width: "8rem" },
            { key: "field", header: "Cột, mục", cell: (row) => row.field || "–", width: "10rem" },
            { key: "reason", header: "Lý do và cách sửa", isRowHeader: true, cell: (row) => row.reason },
          ]}
        />
      ) : null}
      {report.leftOut.length > 0 ? (
        <DataTable
          caption={captionOf(
            "Dòng để ngoài, không phải của tỉnh",
            report.leftOutCount,
            report.leftOut.length,
          )}
          showCaption
          rows={numbered(report.leftOut)}
          rowKey={(row) => row.key}
          columns={[
            { key: "line", header: "Dòng", cell: (row) => place(row.line), width: "6rem" },
            { key: "code", header: "Mã thủ tục", cell: (row) => row.code || "–", width: "8rem" },
            { key: "reason", header: "Lý do", isRowHeader: true, cell: (row) => row.reason },
          ]}
        />
      ) : null}
      {report.warnings.length > 0 ? (
        <DataTable
          caption={captionOf("Dòng đã nhận nhưng cần lưu ý", report.warningCount, report.warnings.length)}
          showCaption
          rows={numbered(report.warnings)}
          rowKey={(row) => row.key}
          columns={[
            { key: "line", header: "Dòng", cell: (row) => place(row.line), width: "6rem" },
            { key: "code", header: "Mã thủ tục", cell: (row) => row.code || "–", width: "8rem" },
            { key: "message", header: "Lưu ý", isRowHeader: true, cell: (row) => row.message },
          ]}
        />
      ) : null}
    </Stack>
  )
}

const place = (line: number): string => (line === 0 ? "Cả tệp" : formatNumber(line))

const captionOf = (what: string, count: number, shown: number): string =>
  count > shown
    ? `${what} (${formatNumber(count)}; hiện ${formatNumber(shown)} dòng đầu)`
    : `${what} (${formatNumber(count)})`

const numbered = <Row,>(rows: readonly Row[]): (Row & { key: string })[] =>
  rows.map((row, index) => ({ ...row, key: String(index) }))
