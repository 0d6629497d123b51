import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import { getCataloguePage, listPublishedEditions } from "#workflows/screens/catalogue-page.server.ts"
import { pageTitle } from "../components/words.ts"
import { askedDay } from "../http/asked-day.server.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { DayNotice } from "../public/catalogue/asked-day.tsx"
import { CatalogueStanding } from "../public/catalogue/catalogue-standing.tsx"
import { NothingInForce } from "../public/catalogue/nothing-in-force.tsx"
import { PageHead } from "../public/page-head.tsx"

export const meta: MetaFunction = () => pageTitle("Số liệu, tải về và căn cứ")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const asked = askedDay(request, context)
  const page = await read(() =>
    getCataloguePage(context.runtime, { day: asked.day, query: CatalogueQuery.parse({}) }),
  )
  return { asked, page, published: page ? [] : await listPublishedEditions() }
}

export default function CatalogueInFigures() {
  const { asked, page, published } = useLoaderData<typeof loader>()
  if (!page) return <NothingInForce asked={asked} published={published} />
  const ngay = asked.day ? asked.text : ""
  return (
    <>
      <PageHead
        title="Số liệu, tải về và căn cứ"
        lead={page.heading.name}
        back={{ to: paths.catalogue({ ngay }), label: "Tra cứu danh mục" }}
      />
      <DayNotice asked={asked} />
      <CatalogueStanding page={page} ngay={ngay} linkTo={(filter) => paths.catalogue({ ...filter, ngay })} />
    </>
  )
}
