import { Stack, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ImportPage } from "#workflows/register/import-as.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { Instant } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

/** The newest imports, each leading to its report. */
export function ImportHistory({ imports }: Pick<ImportPage, "imports">) {
  const n = formatNumber
  return (
    <Stack gap="sm">
      <Title order={2}>Các lần nhập gần đây</Title>
      <DataTable
        caption="Các lần nhập gần đây"
        rows={imports}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Chưa nhập lần nào">
            Kết quả từng lần nhập, kể cả lần bị từ chối, sẽ được giữ ở đây.
          </EmptyState>
        }
        columns={[
          { key: "at", header: "Thời gian", cell: (row) => <Instant at={row.at} />, width: "9rem" },
          {
            key: "file",
            header: "Tệp",
            isRowHeader: true,
            cell: (row) => <Link to={paths.importData({ lan: row.id })}>{row.fileName}</Link>,
          },
          { key: "by", header: "Người nhập", cell: (row) => row.byName },
          {
            key: "outcome",
            header: "Kết quả",
            cell: (row) => (
              <StatusBadge
                label={row.undone ? "Đã hoàn tác" : row.outcome === "TAKEN" ? "Đã nhận" : "Không nhận"}
                tone={row.undone ? "quiet" : row.outcome === "TAKEN" ? "good" : "bad"}
              />
            ),
          },
          { key: "added", header: "Thêm", align: "end", cell: (row) => n(row.added) },
          { key: "changed", header: "Thay đổi", align: "end", cell: (row) => n(row.changed) },
          { key: "refused", header: "Từ chối", align: "end", cell: (row) => n(row.refusedCount) },
          {
            key: "undo",
            header: "Hoàn tác",
            cell: (row) =>
              row.outcome === "TAKEN" && !row.undone && row.added + row.changed > 0 ? (
                <Link to={paths.undoImport(row.id)} aria-label={`Hoàn tác lần nhập ${row.fileName}`}>
                  Hoàn tác
                </Link>
              ) : (
                "–"
              ),
          },
          { key: "warnings", header: "Lưu ý", align: "end", cell: (row) => n(row.warningCount) },
        ]}
      />
    </Stack>
  )
}
