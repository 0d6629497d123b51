import { Text, Title } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ChangedRow } from "#workflows/screens/reference-change-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"

const KINDS: Record<ChangedRow["kind"], string> = { ADDED: "Thêm", REMOVED: "Xóa", CHANGED: "Sửa" }

/** What is done to each row, cell by cell; where a row is no longer as its drafter saw it, also how it is now. */
export function ChangedRows({ rows, total }: { rows: ChangedRow[]; total: number }) {
  const lines = rows.flatMap(({ key, kind, cells }) => cells.map((cell) => ({ key, kind, ...cell })))
  const isStale = lines.some(({ now }) => now !== null)
  return (
    <div>
      <Title order={2} size="h3" id="noi-dung" mb="xs">
        Nội dung thay đổi ({formatNumber(total)} dòng)
      </Title>
      {isStale ? (
        <Text mb="xs">
          Có dòng đã khác lúc soạn: cột «Hiện nay» là bản đang có. Thay đổi này không xác nhận được nữa; hãy
          rút, rồi soạn lại từ bản hiện nay.
        </Text>
      ) : null}
      <DataTable
        caption="Nội dung thay đổi"
        rows={lines}
        rowKey={({ key, label }) => `${key} ${label}`}
        columns={[
          {
            key: "row",
            header: "Dòng",
            isRowHeader: true,
            cell: ({ key, kind }) => `${KINDS[kind]} ${key.replaceAll("~", " · ")}`,
          },
          { key: "label", header: "Mục", cell: ({ label }) => label },
          { key: "before", header: "Trước", cell: ({ before }) => before },
          { key: "after", header: "Sau", cell: ({ after }) => after },
          ...(isStale
            ? [
                {
                  key: "now",
                  header: "Hiện nay",
                  cell: ({ now }: (typeof lines)[number]) => now ?? "như trước",
                },
              ]
            : []),
        ]}
      />
      {total > rows.length ? (
        <Text size="sm">
          Hiện {formatNumber(rows.length)} dòng đầu trong {formatNumber(total)}.
        </Text>
      ) : null}
    </div>
  )
}
