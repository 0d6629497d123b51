import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { Form, Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { type ComparedRow, ROW_KINDS, type RowKind } from "#workflows/unit-sheet/compared-row.ts"
import { StatusBadge, type Tone } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { paths } from "../../http/paths.ts"

const KINDS: Record<RowKind, { label: string; tone: Tone }> = {
  NEW: { label: "Sẽ nhận", tone: "good" },
  FAULTY: { label: "Sai, không nhận", tone: "bad" },
  STALE: { label: "Đã đổi sau khi tải, không ghi đè", tone: "partial" },
  CLOSED: { label: "Đã trình, không sửa được", tone: "partial" },
  NOT_YOURS: { label: "Không thuộc đơn vị", tone: "bad" },
  UNCHANGED: { label: "Không đổi", tone: "quiet" },
}

type SheetComparisonProps = { sheetId: string; fileName: string; rows: readonly ComparedRow[] }

/** Every row of the file beside what stands, and the two ways of taking what is new. */
export function SheetComparison({ sheetId, fileName, rows }: SheetComparisonProps) {
  const counts = Map.groupBy(rows, ({ kind }) => kind)
  const isNew = counts.get("NEW")?.length ?? 0
  const shown = ROW_KINDS.filter((kind) => kind !== "UNCHANGED").flatMap((kind) => counts.get(kind) ?? [])
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        3. So sánh «{fileName}»
      </Title>
      <Text role="status">
        {formatNumber(rows.length)} dòng:{" "}
        {ROW_KINDS.filter((kind) => counts.has(kind))
          .map((kind) => `${KINDS[kind].label.toLowerCase()} ${formatNumber(counts.get(kind)?.length ?? 0)}`)
          .join("; ")}
        .
      </Text>
      {isNew > 0 ? (
        <Form method="post" aria-label="Nhận các dòng mới">
          <input type="hidden" name="sheetId" value={sheetId} />
          <Group gap="sm">
            <Button type="submit" name="intent" value="save">
              Lưu {formatNumber(isNew)} dòng thành dự thảo
            </Button>
            <Button type="submit" name="intent" value="submit" variant="default">
              Lưu, trình các dòng đã đủ
            </Button>
          </Group>
        </Form>
      ) : null}
      <DataTable
        caption="So sánh từng dòng"
        rows={shown}
        rowKey={(row) => String(row.line)}
        empty={<EmptyState title="Không có gì mới">Tệp giống hệt dữ liệu hiện có.</EmptyState>}
        columns={[
          { key: "line", header: "Dòng", cell: (row) => formatNumber(row.line), width: "4.5rem" },
          {
            key: "name",
            header: "Dịch vụ",
            isRowHeader: true,
            cell: (row) =>
              row.kind === "NOT_YOURS" ? (
                row.registrationId
              ) : (
                <Link to={paths.registration(row.registrationId)}>
                  {row.serviceCode} {row.procedureName}
                </Link>
              ),
          },
          {
            key: "kind",
            header: "Kết quả so sánh",
            cell: (row) => <StatusBadge label={KINDS[row.kind].label} tone={KINDS[row.kind].tone} />,
          },
          { key: "what", header: "Thay đổi, việc cần sửa", cell: (row) => <What row={row} /> },
        ]}
      />
    </Stack>
  )
}

function What({ row }: { row: ComparedRow }) {
  return (
    <>
      {row.changes.map(({ column, before, now }) => (
        <Text size="sm" key={column}>
          {column}: {before || "(trống)"} → {now || "(trống)"}
        </Text>
      ))}
      {row.remarks.map((remark) => (
        <Text size="sm" key={remark} fw={row.kind === "FAULTY" ? 600 : 400}>
          {row.kind === "NEW" ? `Còn thiếu để trình: ${remark}` : remark}
        </Text>
      ))}
    </>
  )
}
