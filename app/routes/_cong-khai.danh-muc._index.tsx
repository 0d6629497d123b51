import { Stack } from "@mantine/core"
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import {
  getCataloguePage,
  listPublishedEditions,
  ROWS_PER_PAGE,
} from "#workflows/screens/catalogue-page.server.ts"
import { CatalogueScreen } from "../components/catalogue/catalogue-screen.tsx"
import { Notice } from "../components/catalogue/facts.tsx"
import { PublishedList } from "../components/catalogue/published-list.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"

export const meta: MetaFunction = () => [
  ...pageTitle("Tra cứu danh mục"),
  { tagName: "link", rel: "alternate", type: "application/ld+json", title: "DCAT", href: paths.dcat() },
]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const query = CatalogueQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const page = await read(() => getCataloguePage(context.runtime, { query }))
  return { query, page, published: page ? [] : await listPublishedEditions(), pageSize: ROWS_PER_PAGE }
}

export default function CatalogueInForce() {
  const { page, query, published, pageSize } = useLoaderData<typeof loader>()
  if (page) return <CatalogueScreen page={page} query={query} pageSize={pageSize} />
  if (published.length === 0)
    return (
      <>
        <PageHeader title="Danh mục dịch vụ công trực tuyến" />
        <EmptyState title="Chưa có danh mục nào được công bố">
          Danh mục sẽ hiện ở đây ngay khi quyết định công bố được ký và phát hành. Trong lúc chờ, thủ tục được
          tiếp nhận tại Bộ phận Một cửa các cấp.
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHeader title="Danh mục dịch vụ công trực tuyến" />
      <Stack gap="lg">
        <Notice tone="bad" title="Hiện không có danh mục nào có hiệu lực.">
          Quyết định công bố gần nhất đã bị thu hồi. Danh mục mới sẽ hiện ở đây ngay khi được ký và phát hành;
          trong lúc chờ, thủ tục được tiếp nhận tại Bộ phận Một cửa các cấp.
        </Notice>
        <PublishedList title="Các danh mục đã công bố" editions={published} />
      </Stack>
    </>
  )
}
