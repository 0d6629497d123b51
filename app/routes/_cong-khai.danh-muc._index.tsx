import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import {
  getCataloguePage,
  listPublishedEditions,
  ROWS_PER_PAGE,
} from "#workflows/screens/catalogue-page.server.ts"
import { pageTitle } from "../components/words.ts"
import { askedDay } from "../http/asked-day.server.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { CatalogueScreen } from "../public/catalogue/catalogue-screen.tsx"
import { NothingInForce } from "../public/catalogue/nothing-in-force.tsx"

export const meta: MetaFunction = () => [
  ...pageTitle("Tra cứu danh mục"),
  { tagName: "link", rel: "alternate", type: "application/ld+json", title: "DCAT", href: paths.dcat() },
]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const query = CatalogueQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const asked = askedDay(request, context)
  const page = await read(() => getCataloguePage(context.runtime, { day: asked.day, query }))
  return { query, page, asked, published: page ? [] : await listPublishedEditions(), pageSize: ROWS_PER_PAGE }
}

export default function CatalogueInForce() {
  const { page, query, asked, published, pageSize } = useLoaderData<typeof loader>()
  return page ? (
    <CatalogueScreen page={page} query={query} pageSize={pageSize} asked={asked} />
  ) : (
    <NothingInForce asked={asked} published={published} />
  )
}
