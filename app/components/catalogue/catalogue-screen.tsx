import { Anchor, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import type { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { paths } from "../../http/paths.ts"
import { PageHeader } from "../page-header.tsx"
import { BranchFiguresView } from "./branch-figures.tsx"
import classes from "./catalogue.module.css"
import { CatalogueFiguresView } from "./catalogue-figures.tsx"
import { CatalogueResults } from "./catalogue-results.tsx"
import { CatalogueSearch } from "./catalogue-search.tsx"
import { DecisionLink } from "./decision-link.tsx"
import { Downloads } from "./downloads.tsx"
import { EditionNotices } from "./edition-notices.tsx"
import { Digest, Facts } from "./facts.tsx"
import { PublishedList } from "./published-list.tsx"

type CatalogueScreenProps = { page: CataloguePage; query: CatalogueQuery; pageSize: number }

/** The public list of one catalogue: search first, then what it stands on, its figures and its files. */
export function CatalogueScreen({ page, query, pageSize }: CatalogueScreenProps) {
  const { heading, standing, amendments, figures, results, options, removed, repealed, others } = page
  const here = page.isInForce ? paths.catalogue() : paths.edition(heading.editionId)
  return (
    <Stack gap="lg">
      <div>
        <PageHeader
          title={page.isInForce ? "Danh mục dịch vụ công trực tuyến" : heading.name}
          {...(page.isInForce ? {} : { back: { to: paths.catalogue(), label: "Danh mục đang có hiệu lực" } })}
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
        <EditionNotices heading={heading} standing={standing} amendments={amendments} />
      </div>
      <section aria-label="Tra cứu">
        <CatalogueSearch query={query} options={options} />
        <CatalogueResults results={results} pageSize={pageSize} q={query.q} />
      </section>
      <section aria-labelledby="tep">
        <Title order={2} id="tep" mb="xs">
          Tải về
        </Title>
        <Downloads heading={heading} hasBranches={page.branches !== null} />
        {amendments.length > 0 ? (
          <Text size="sm" mt="xs">
            Các tệp trên là danh mục năm như đã công bố; tệp của từng lần điều chỉnh ở trang của lần điều
            chỉnh đó.
          </Text>
        ) : null}
      </section>
      <section aria-labelledby="so-lieu">
        <Title order={2} id="so-lieu" mb="xs">
          Số liệu
        </Title>
        <Text mb="xs">{standingWords(page)}</Text>
        <CatalogueFiguresView
          figures={figures}
          linkTo={(filter) => `${here}?${new URLSearchParams(filter)}`}
        />
        {page.branches ? (
          <BranchFiguresView figures={page.branches} to={paths.editionBranches(heading.editionId)} />
        ) : null}
      </section>
      <section aria-labelledby="van-ban">
        <Title order={2} id="van-ban" mb="xs">
          Căn cứ và kiểm chứng
        </Title>
        <Facts
          items={[
            ["Quyết định", <DecisionLink key="q" decision={heading.decision} />],
            ["Mã danh mục", heading.editionId],
            ["Mã băm danh mục (SHA-256)", <Digest key="d" value={heading.digest} />],
            [
              "Kiểm tra văn bản",
              <Link key="v" to={paths.verify()}>
                Xác minh quyết định đã tải về
              </Link>,
            ],
          ]}
        />
      </section>
      {repealed.length > 0 ? <RepealedServices repealed={repealed} isInForce={page.isInForce} /> : null}
      {removed.length > 0 && !page.isInForce ? <RemovedServices removed={removed} /> : null}
      {others.length > 0 ? <PublishedList title="Các danh mục khác đã công bố" editions={others} /> : null}
    </Stack>
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
      <Title order={2} id="bai-bo" mb="xs">
        Hết hiệu lực do thủ tục bị bãi bỏ
      </Title>
      <Text mb="xs">
        {sayFigure("repealedServices", repealed.length)}
        {isInForce
          ? ", không tính trong số liệu và kết quả tra cứu trên"
          : "; danh mục trên giữ nguyên như khi công bố"}
        .
      </Text>
      <ul className={classes.plain}>
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
      <Title order={2} id="dua-ra" mb="xs">
        Đưa ra khỏi danh mục so với kỳ trước
      </Title>
      <details>
        <summary>
          <Anchor component="span">{sayFigure("withdrawnServices", removed.length)}</Anchor>
        </summary>
        <ul className={classes.plain}>
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
