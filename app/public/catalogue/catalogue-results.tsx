import { FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { paths } from "../../http/paths.ts"
import { Level } from "../level.tsx"
import { Notice } from "../notice.tsx"
import { Pages } from "../pages.tsx"
import { DecisionLink } from "./decision-link.tsx"

const SHOWN = ["onlineServices", ...Object.values(SERVICE_FIGURES), "procedures"] as const

type CatalogueResultsProps = {
  results: CataloguePage["results"]
  pageSize: number
  q: string
  /** The address that looks for other words in the same list. */
  searchFor: (q: string) => string
}

/** What the search found: how many, at which levels, and the rows. */
export function CatalogueResults({ results, pageSize, q, searchFor }: CatalogueResultsProps) {
  const { rows, total, page, isApproximate, meant, figures } = results
  if (total === 0)
    return (
      <Notice
        tone="quiet"
        title={q ? `Không tìm thấy dịch vụ nào cho “${q}”` : "Không có dịch vụ nào khớp bộ lọc"}
      >
        <p>
          Thử ít chữ hơn, chỉ gõ phần chính của tên thủ tục (ví dụ “khai sinh”), gõ mã thủ tục, hoặc bỏ bớt bộ
          lọc. Thủ tục không có trong danh mục thì nộp trực tiếp tại Bộ phận Một cửa.
        </p>
        <Suggestions results={results} q={q} searchFor={searchFor} />
      </Notice>
    )
  return (
    <section aria-labelledby="ket-qua">
      <h2 id="ket-qua">{sayFigure("services", figures.services)}</h2>
      <ul className="inline">
        {SHOWN.filter((name) => figures[name] > 0).map((name) => (
          <li key={name}>
            {FIGURES[name].label}: <strong>{formatNumber(figures[name])}</strong>
          </li>
        ))}
      </ul>
      {isApproximate ? (
        <p>
          Không có kết quả đúng từng chữ cho <strong>“{q}”</strong>; dưới đây là các kết quả gần giống.
          {meant ? (
            <>
              {" "}
              Có phải bạn tìm <a href={searchFor(meant)}>“{meant}”</a>?
            </>
          ) : null}
        </p>
      ) : null}
      <ul className="rows" aria-label="Dịch vụ công trong danh mục">
        {rows.map((row) => (
          <li key={row.serviceId}>
            <a href={paths.procedure(row.procedureCode)}>{row.name}</a>
            <div>
              <Level level={row.level} /> {row.agency} ({ADMIN_LEVEL_LABELS[row.adminLevel].toLowerCase()})
            </div>
            <span className="note">
              {row.field} · Mã {row.serviceCode}
              {row.caseName ? ` · ${row.caseName}` : ""}
              {row.repealed
                ? ` · Đã bãi bỏ, hết hiệu lực từ ${formatDay(row.repealed.effectiveOn)} (Quyết định số ${row.repealed.number})`
                : ""}
              {row.standsOn ? (
                <>
                  {" "}
                  · Điều chỉnh theo <DecisionLink decision={row.standsOn} />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <Pages page={page} pageSize={pageSize} total={total} noun="dịch vụ" />
    </section>
  )
}

/** Where nothing was found: other words that find something, and the same without filters. */
function Suggestions({ results, q, searchFor }: Pick<CatalogueResultsProps, "results" | "q" | "searchFor">) {
  const { shorter, withoutFilters } = results
  const others = [
    ...(q !== "" && withoutFilters > 0 ? [{ text: q, count: withoutFilters, how: " khi bỏ bộ lọc" }] : []),
    ...shorter.map((one) => ({ ...one, how: "" })),
  ]
  if (others.length === 0) return null
  return (
    <div>
      Có phải bạn tìm:
      <ul>
        {others.map(({ text, count, how }) => (
          <li key={text}>
            <a href={searchFor(text)}>“{text}”</a>
            {how} ({formatNumber(count)} dịch vụ)
          </li>
        ))}
      </ul>
    </div>
  )
}
