import { Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { StuckWork } from "#workflows/screens/work-list.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"

/** What nobody who works here today may move, each with what can be done about it. */
export function StuckSection({ stuck, prefix }: { stuck: StuckWork; prefix: string }) {
  const { count, items } = stuck
  return (
    <Stack gap="xs" component="section" aria-labelledby={`khong-con-ai${prefix}`}>
      <div>
        <Title order={2} id={`khong-con-ai${prefix}`}>
          Không còn ai chuyển được ({formatNumber(count)})
        </Title>
        <Text c="dimmed" size="sm">
          Theo phân công hôm nay: người còn quyền đã tự đề xuất, hoặc không còn người giữ vai trò đó.
          {count > items.length ? ` Dưới đây là ${formatNumber(items.length)} mục đầu.` : ""}
        </Text>
      </div>
      <DataTable
        caption="Không còn ai chuyển được"
        rows={items}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        columns={[
          {
            key: "name",
            header: "Thủ tục hoặc đợt",
            isRowHeader: true,
            cell: ({ kind, id, name }) => (
              <Link to={kind === "registration" ? paths.registration(id) : paths.issuing(id)}>{name}</Link>
            ),
          },
          { key: "state", header: "Trạng thái", cell: ({ state }) => state, width: "14rem" },
          { key: "remedy", header: "Cách xử lý", cell: ({ remedy }) => remedy },
        ]}
      />
    </Stack>
  )
}
