import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getFilePeople } from "#workflows/screens/personal-file.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Dữ liệu của từng người")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getFilePeople(context.runtime, actor))
}

const STANDINGS = {
  ACTIVE: "Đang sử dụng",
  OFF: "Ngừng sử dụng",
  ERASED: "Đã xóa thông tin",
} as const

export default function FilePeople() {
  const { people } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        back={{ to: paths.administration(), label: "Quản trị" }}
        title="Dữ liệu của từng người"
        lead="Xem mọi thứ hệ thống giữ về một người, xóa thông tin của người đã nghỉ. Mỗi lần xem đều ghi nhật ký."
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
            cell: ({ id, name }) => <Link to={paths.personalFile(id)}>{name}</Link>,
          },
          { key: "id", header: "Tên đăng nhập", cell: ({ id }) => id },
          { key: "standing", header: "Sử dụng", cell: ({ standing }) => STANDINGS[standing], width: "11rem" },
        ]}
      />
    </>
  )
}
