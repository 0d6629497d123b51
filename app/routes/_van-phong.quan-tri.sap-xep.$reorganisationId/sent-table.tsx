import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"

const AS: Record<string, { label: string; tone: "good" | "busy" | "bad" | "quiet" }> = {
  NEW: { label: "đơn vị mới", tone: "good" },
  KNOWN: { label: "đơn vị đã có", tone: "busy" },
  STAYS: { label: "giữ nguyên", tone: "quiet" },
  FAULT: { label: "sai", tone: "bad" },
}

type SentTableProps = { page: ReorganisationPage; table: NonNullable<ReorganisationPage["table"]> }

/** A table of successions beside the directory, before anything of it is taken. */
export function SentTable({ page, table }: SentTableProps) {
  const n = formatNumber
  return (
    <Stack gap="sm" component="section" aria-labelledby="bang-gui">
      <Title order={2} id="bang-gui" size="h3">
        Bảng kế thừa vừa gửi
      </Title>
      <Text>
        «{table.fileName}»: {n(table.total)} dòng của tỉnh, {n(table.newUnits)} đơn vị mới, {n(table.faulty)}{" "}
        dòng sai{table.foreign > 0 ? `, ${n(table.foreign)} dòng của tỉnh khác không xét` : ""}. Chưa nhận
        dòng nào.
      </Text>
      {table.missing.length > 0 ? (
        <Text>
          {n(table.missing.length)} đơn vị cùng loại không có trong bảng:{" "}
          {table.missing.slice(0, 20).join("; ")}
          {table.missing.length > 20 ? "…" : ""}
        </Text>
      ) : null}
      {page.may.edit ? (
        <Form method="post" aria-label="Nhận hoặc bỏ bảng kế thừa">
          <input type="hidden" name="revision" value={page.revision} />
          <Group gap="sm">
            {table.faulty === 0 ? (
              <Button type="submit" name="intent" value="table.take">
                Nhận bảng này
              </Button>
            ) : null}
            <Button type="submit" name="intent" value="table.drop" variant="default">
              Bỏ bảng này
            </Button>
          </Group>
        </Form>
      ) : null}
      <details open={table.faulty > 0}>
        <summary>
          Các dòng{table.total > table.rows.length ? ` (hiện ${n(table.rows.length)} dòng)` : ""}
        </summary>
        <DataTable
          caption="Các dòng của bảng kế thừa"
          rows={table.rows}
          rowKey={({ line }) => String(line)}
          columns={[
            { key: "line", header: "Dòng", cell: ({ line }) => line, width: "4rem" },
            { key: "old", header: "Đơn vị cũ", isRowHeader: true, cell: ({ oldName }) => oldName },
            { key: "new", header: "Đơn vị mới", cell: ({ newName }) => newName },
            {
              key: "extent",
              header: "Phạm vi",
              cell: ({ extent }) => (extent === "PART" ? "một phần" : extent === "WHOLE" ? "toàn bộ" : "–"),
            },
            {
              key: "as",
              header: "Hiểu là",
              cell: ({ as, message }) => (
                <>
                  <StatusBadge label={AS[as]?.label ?? as} tone={AS[as]?.tone ?? "quiet"} />{" "}
                  {as === "FAULT" ? message : ""}
                </>
              ),
            },
          ]}
        />
      </details>
    </Stack>
  )
}
