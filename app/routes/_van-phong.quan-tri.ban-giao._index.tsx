import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getHandoverPeople } from "#workflows/screens/handover-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Bàn giao việc")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getHandoverPeople(context.runtime, actor))
}

export default function HandoverPeople() {
  const { people } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        back={{ to: paths.administration(), label: "Quản trị" }}
        title="Bàn giao việc"
        lead="Chọn người thôi làm để xem mọi việc người đó đang giữ, rồi chuyển cho người kế nhiệm. Người còn giữ việc thì chưa ngừng sử dụng được."
      />
      <DataTable
        caption="Người sử dụng"
        rows={people}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: "Họ tên",
            isRowHeader: true,
            cell: ({ id, name }) => <Link to={paths.handover(id)}>{name}</Link>,
          },
          { key: "id", header: "Tên đăng nhập", cell: ({ id }) => id },
          { key: "place", header: "Vai trò hôm nay", cell: ({ place }) => place || "Không giữ vai trò nào" },
          {
            key: "active",
            header: "Sử dụng",
            cell: ({ active }) =>
              active ? "Đang sử dụng" : <StatusBadge label="Ngừng sử dụng" tone="quiet" />,
            width: "9rem",
          },
        ]}
      />
    </>
  )
}
