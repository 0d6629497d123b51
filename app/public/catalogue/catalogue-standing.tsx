import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { branchesInSentence } from "../../components/catalogue/branches-in-sentence.ts"
import type { LinkToList } from "../../components/catalogue/figures-of-levels.tsx"
import { paths } from "../../http/paths.ts"
import { Facts } from "../facts.tsx"
import { DecisionLink } from "./decision-link.tsx"
import { Downloads } from "./downloads.tsx"
import { Figures } from "./figures.tsx"
import { PublishedList } from "./published-list.tsx"

type CatalogueStandingProps = {
  page: CataloguePage
  linkTo: LinkToList
  /** The day that was asked for, as typed; empty for today. */
  ngay?: string
}

/** What a catalogue stands on: its files, its figures, its decision, what ended with a procedure, the other editions. */
export function CatalogueStanding({ page, linkTo, ngay = "" }: CatalogueStandingProps) {
  const { heading, amendments, figures, removed, repealed, others } = page
  return (
    <>
      <section aria-labelledby="tep">
        <h2 id="tep">Tải về</h2>
        <Downloads heading={heading} hasBranches={page.branches !== null} />
        {page.isInForce ? (
          <p>
            <a href={paths.consolidated("xlsx", { ngay })}>Danh mục hợp nhất (Excel)</a>,{" "}
            <a href={paths.consolidated("csv", { ngay })}>CSV</a>: mọi dịch vụ có hiệu lực{" "}
            {ngay ? `ngày ${ngay}` : "hôm nay"}, từng dòng theo quyết định nào; tệp ghi ngày và các văn bản đã
            hợp nhất.
          </p>
        ) : page.heading.kind === "ANNUAL" && page.removed.length > 0 ? (
          <p>
            <a href={paths.editionChanges(heading.editionId)}>Thay đổi so với danh mục trước</a>
          </p>
        ) : null}
        {amendments.length > 0 ? (
          <p>
            Các tệp trên là danh mục năm như đã công bố; tệp của từng lần điều chỉnh ở trang của lần điều
            chỉnh đó.
          </p>
        ) : null}
      </section>
      <section aria-labelledby="so-lieu">
        <h2 id="so-lieu">Số liệu</h2>
        <p>{standingWords(page)}</p>
        <Figures figures={figures} linkTo={linkTo} />
        {page.branches ? (
          <p>
            {branchesInSentence(page.branches)}{" "}
            <a href={paths.editionBranches(heading.editionId)}>Xem dịch vụ công của cơ quan ngành dọc</a>
          </p>
        ) : null}
      </section>
      <section aria-labelledby="van-ban">
        <h2 id="van-ban">Căn cứ và kiểm chứng</h2>
        <Facts
          items={[
            ["Quyết định", <DecisionLink key="q" decision={heading.decision} />],
            ["Mã danh mục", heading.editionId],
            ["Mã băm danh mục (SHA-256)", <code key="d">{heading.digest}</code>],
            [
              "Kiểm tra văn bản",
              <a key="v" href={paths.verify()}>
                Xác minh quyết định đã tải về
              </a>,
            ],
          ]}
        />
      </section>
      {repealed.length > 0 ? <RepealedServices repealed={repealed} isInForce={page.isInForce} /> : null}
      {removed.length > 0 && !page.isInForce ? <RemovedServices removed={removed} /> : null}
      {others.length > 0 ? <PublishedList title="Các danh mục khác đã công bố" editions={others} /> : null}
    </>
  )
}

/** What the figures are of: the list that the decision announced, or what of it and its amendments is in force. */
const standingWords = ({ isInForce, amendments, repealed, heading }: CataloguePage): string => {
  if (!isInForce) return `Số liệu như công bố tại Quyết định số ${heading.decision.number}.`
  const changed = [
    ...(amendments.length > 0 ? [`đã tính ${formatNumber(amendments.length)} lần sửa đổi, bổ sung`] : []),
    ...(repealed.length > 0 ? [`không gồm ${sayFigure("repealedServices", repealed.length)}`] : []),
  ]
  return `Số liệu của danh mục đang có hiệu lực${changed.length > 0 ? `, ${changed.join(", ")}` : `, như công bố tại Quyết định số ${heading.decision.number}`}.`
}

function RepealedServices({ repealed, isInForce }: Pick<CataloguePage, "repealed" | "isInForce">) {
  return (
    <section aria-labelledby="bai-bo">
      <h2 id="bai-bo">Hết hiệu lực do thủ tục bị bãi bỏ</h2>
      <p>
        {sayFigure("repealedServices", repealed.length)}
        {isInForce
          ? ", không tính trong số liệu và kết quả tra cứu trên"
          : "; danh mục trên giữ nguyên như khi công bố"}
        .
      </p>
      <ul>
        {repealed.map(({ serviceCode, name, level, number, day, effectiveOn }) => (
          <li key={`${serviceCode} ${name}`}>
            {name} (mã {serviceCode}, trước đây {SERVICE_LEVEL_LABELS[level].toLowerCase()}): bãi bỏ theo
            Quyết định số {number} ngày {formatDay(day)}, hết hiệu lực từ {formatDay(effectiveOn)}.
          </li>
        ))}
      </ul>
    </section>
  )
}

function RemovedServices({ removed }: Pick<CataloguePage, "removed">) {
  return (
    <section aria-labelledby="dua-ra">
      <h2 id="dua-ra">Đưa ra khỏi danh mục so với kỳ trước</h2>
      <details>
        <summary>{sayFigure("withdrawnServices", removed.length)}</summary>
        <ul>
          {removed.map(({ serviceCode, name, level }) => (
            <li key={`${serviceCode} ${name}`}>
              {name} (mã {serviceCode}, trước đây {SERVICE_LEVEL_LABELS[level].toLowerCase()})
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
