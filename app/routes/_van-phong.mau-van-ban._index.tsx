import { Stack } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { TEXT_PURPOSE_LABELS } from "#models/reference/edition-slots.ts"
import { getTemplateList } from "#workflows/screens/template-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Mẫu văn bản")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getTemplateList(context.runtime, actor))
}

export default function Templates() {
  const templates = useLoaderData<typeof loader>()
  return (
    <Stack gap="lg">
      <PageHeader
        title="Mẫu văn bản"
        lead="Lời văn của quyết định, tờ trình và các văn bản soạn theo mẫu. Danh mục đã chốt giữ nguyên lời văn của ngày chốt."
      />
      <DataTable
        caption="Các mẫu văn bản"
        rows={templates}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Chưa có mẫu nào">Khởi động hệ thống một lần để nạp.</EmptyState>}
        columns={[
          {
            key: "name",
            header: "Mẫu",
            isRowHeader: true,
            cell: ({ id, name }) => <Link to={paths.template(id)}>{name}</Link>,
          },
          { key: "purpose", header: "Dùng cho", cell: ({ purpose }) => TEXT_PURPOSE_LABELS[purpose] },
          { key: "version", header: "Phiên bản", cell: ({ version }) => version },
          { key: "from", header: "Từ ngày", cell: ({ validFrom }) => <Day day={validFrom} /> },
          { key: "to", header: "Đến ngày", cell: ({ validTo }) => <Day day={validTo} /> },
        ]}
      />
    </Stack>
  )
}
