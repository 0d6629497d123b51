import { Button, Stack } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getReorganisationList } from "#workflows/screens/reorganisation-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Sắp xếp đơn vị")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getReorganisationList(context.runtime, actor))
}

export default function Reorganisations() {
  const { acts, mayDraft } = useLoaderData<typeof loader>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Sắp xếp đơn vị"
        lead="Sáp nhập, chia tách, đổi tên, đổi loại hình, giải thể: một việc chính thức theo một văn bản, xem trước tác động, người thứ hai xác nhận, có hiệu lực từ ngày ghi trong đó."
        actions={
          mayDraft ? (
            <Button component={Link} to={paths.newReorganisation()} variant="default">
              Soạn việc sắp xếp
            </Button>
          ) : undefined
        }
      />
      <DataTable
        caption="Các việc sắp xếp"
        rows={acts}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Chưa có việc sắp xếp nào">Danh mục đơn vị giữ như đã khai.</EmptyState>}
        columns={[
          {
            key: "title",
            header: "Việc sắp xếp",
            isRowHeader: true,
            cell: ({ id, title }) => <Link to={paths.reorganisation(id)}>{title}</Link>,
          },
          { key: "kind", header: "Hình thức", cell: ({ kind }) => kind },
          { key: "day", header: "Thực hiện từ", cell: ({ day }) => <Day day={day} /> },
          { key: "norm", header: "Căn cứ", cell: ({ norm }) => norm },
          {
            key: "state",
            header: "Tình trạng",
            cell: ({ state, stateLabel }) => (
              <StatusBadge label={stateLabel} tone={state === "inForce" ? "good" : "busy"} />
            ),
          },
        ]}
      />
    </Stack>
  )
}
