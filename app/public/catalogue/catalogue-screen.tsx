import { formatDay } from "#models/shared/dates.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import type { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import type { AskedDay } from "../../http/asked-day.server.ts"
import { paths } from "../../http/paths.ts"
import { PageHead } from "../page-head.tsx"
import { DayNotice } from "./asked-day.tsx"
import { CatalogueResults } from "./catalogue-results.tsx"
import { CatalogueSearch } from "./catalogue-search.tsx"
import { CatalogueStanding } from "./catalogue-standing.tsx"
import { DecisionLink } from "./decision-link.tsx"
import { EditionNotices } from "./edition-notices.tsx"

type CatalogueScreenProps = {
  page: CataloguePage
  query: CatalogueQuery
  pageSize: number
  /** The day that was asked for, as typed and as understood; null on the page of an edition as issued. */
  asked: AskedDay | null
}

/** The public list of one catalogue: search first; what it stands on, its figures and files on a page of their own. */
export function CatalogueScreen({ page, query, pageSize, asked }: CatalogueScreenProps) {
  const { heading, standing, amendments, results, options } = page
  const ngay = asked?.day ? asked.text : ""
  const here = (filter: Record<string, string>) =>
    page.isInForce
      ? paths.catalogue({ ...filter, ngay })
      : `${paths.edition(heading.editionId)}?${new URLSearchParams(filter)}`
  return (
    <>
      <div>
        <PageHead
          title={titleOf(page, asked)}
          {...(page.isInForce && !asked?.day
            ? {}
            : { back: { to: paths.catalogue(), label: "Danh mục đang có hiệu lực" } })}
          lead={
            <>
              {page.isInForce ? `${heading.name}, công bố theo ` : "Công bố theo "}
              <DecisionLink decision={heading.decision} />
              {heading.signatory
                ? `, ${positionInText(heading.signatory.position)} ${heading.signatory.fullName} ký`
                : null}
              .
            </>
          }
        />
        {asked ? <DayNotice asked={asked} /> : null}
        <EditionNotices heading={heading} standing={standing} amendments={amendments} />
      </div>
      <section aria-label="Tra cứu">
        <CatalogueSearch query={query} options={options} askedDay={asked?.text ?? null} />
        <CatalogueResults results={results} pageSize={pageSize} q={query.q} searchFor={(q) => here({ q })} />
      </section>
      {page.isInForce ? (
        <p>
          <a href={paths.catalogueFigures({ ngay })}>Số liệu, tải về và căn cứ của danh mục này</a>
        </p>
      ) : (
        <CatalogueStanding page={page} linkTo={here} />
      )}
    </>
  )
}

const titleOf = (page: CataloguePage, asked: AskedDay | null): string => {
  if (!page.isInForce) return page.heading.name
  return asked?.day ? `Danh mục có hiệu lực ngày ${formatDay(asked.day)}` : "Danh mục dịch vụ công trực tuyến"
}
