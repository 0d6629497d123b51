import { Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { StuckWork } from "#workflows/screens/work-list.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"

/** Where each is looked at or mended. */
const ADDRESSES: Record<StuckWork["items"][number]["kind"], (id: string) => string> = {
  registration: (id) => paths.registration(id),
  campaign: (id) => paths.issuing(id),
  inHand: (id) => paths.handover(id),
  referenceChange: (id) => paths.referenceChange(id),
  regime: (id) => paths.regimeProposal(id),
  reorganisation: (id) => paths.reorganisation(id),
  registerChanges: () => paths.changes(),
  deadline: (id) => paths.deadline(id),
}

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
          Theo phân công hôm nay: người còn quyền đã tự đề xuất, hoặc không còn người giữ vai trò, giữ việc
          đó.
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
            header: "Việc",
            isRowHeader: true,
            cell: ({ kind, id, name }) => <Link to={ADDRESSES[kind](id)}>{name}</Link>,
          },
          { key: "state", header: "Trạng thái", cell: ({ state }) => state, width: "14rem" },
          { key: "remedy", header: "Cách xử lý", cell: ({ remedy }) => remedy },
        ]}
      />
    </Stack>
  )
}
