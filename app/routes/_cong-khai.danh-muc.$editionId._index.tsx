import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { NotFoundError } from "#models/shared/errors.ts"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import { getCataloguePage, ROWS_PER_PAGE } from "#workflows/screens/catalogue-page.server.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { CatalogueScreen } from "../public/catalogue/catalogue-screen.tsx"

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        ...pageTitle(data.page.heading.name),
        {
          tagName: "link",
          rel: "alternate",
          type: "application/ld+json",
          title: "DCAT",
          href: paths.download(data.page.heading.editionId, "records/dcat.jsonld"),
        },
        {
          tagName: "link",
          rel: "alternate",
          type: "text/csv",
          title: "CSV",
          href: paths.download(data.page.heading.editionId, "catalogue.csv"),
        },
      ]
    : pageTitle("Danh mục")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const query = CatalogueQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const editionId = params.editionId ?? ""
  const page = await read(async () => {
    const found = await getCataloguePage(context.runtime, { editionId, query })
    if (!found) throw new NotFoundError(`Chưa có danh mục «${editionId}» được công bố.`)
    return found
  })
  return { query, page, pageSize: ROWS_PER_PAGE }
}

export default function EditionAsIssued() {
  return <CatalogueScreen {...useLoaderData<typeof loader>()} asked={null} />
}
