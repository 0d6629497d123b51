import { Group, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { paths } from "../../http/paths.ts"
import { LevelBadge } from "../badges.tsx"
import { DataTable } from "../data-table.tsx"
import { EmptyState } from "../empty-state.tsx"
import { Pagination } from "../pagination.tsx"
import classes from "./catalogue.module.css"
import { DecisionLink } from "./decision-link.tsx"

const SHOWN = ["onlineServices", ...Object.values(SERVICE_FIGURES), "procedures"] as const

type CatalogueResultsProps = { results: CataloguePage["results"]; pageSize: number; q: string }

/** What the search found: how many, at which levels, and the rows. */
export function CatalogueResults({ results, pageSize, q }: CatalogueResultsProps) {
  const { rows, total, page, isApproximate, meant, figures } = results
  if (total === 0)
    return (
      <EmptyState
        title={q ? `Không tìm thấy dịch vụ nào cho “${q}”` : "Không có dịch vụ nào khớp bộ lọc"}
        actions={<Suggestions results={results} q={q} />}
      >
        Thử ít chữ hơn, chỉ gõ phần chính của tên thủ tục (ví dụ “khai sinh”), gõ mã thủ tục, hoặc bỏ bớt bộ
        lọc. Thủ tục không có trong danh mục thì nộp trực tiếp tại Bộ phận Một cửa.
      </EmptyState>
    )
  return (
    <>
      <Group justify="space-between" gap="xs" mb="xs" align="baseline">
        <Title order={2} size="h3">
          {sayFigure("services", figures.services)}
        </Title>
        <ul className={classes.levels}>
          {SHOWN.filter((name) => figures[name] > 0).map((name) => (
            <li key={name}>
              {FIGURES[name].label}: <strong>{formatNumber(figures[name])}</strong>
            </li>
          ))}
        </ul>
      </Group>
      {isApproximate ? (
        <Text mb="xs">
          Không có kết quả đúng từng chữ cho <strong>“{q}”</strong>; dưới đây là các kết quả gần giống.
          {meant ? (
            <>
              {" "}
              Có phải bạn tìm <Link to={`?${new URLSearchParams({ q: meant })}`}>“{meant}”</Link>?
            </>
          ) : null}
        </Text>
      ) : null}
      <DataTable
        caption="Dịch vụ công trong danh mục"
        rows={rows}
        rowKey={(row) => row.serviceId}
        columns={[
          {
            key: "name",
            header: "Dịch vụ công",
            isRowHeader: true,
            cell: (row) => (
              <>
                <Link to={paths.procedure(row.procedureCode)}>{row.name}</Link>
                {row.caseName ? <span className={classes.code}>{row.caseName}</span> : null}
                <span className={classes.code}>Mã {row.serviceCode}</span>
              </>
            ),
          },
          { key: "level", header: "Mức độ", width: "9rem", cell: (row) => <LevelBadge level={row.level} /> },
          {
            key: "agency",
            header: "Cơ quan thực hiện",
            cell: (row) => (
              <>
                {row.agency}
                <span className={classes.code}>{ADMIN_LEVEL_LABELS[row.adminLevel]}</span>
              </>
            ),
          },
          {
            key: "field",
            header: "Lĩnh vực",
            cell: (row) => (
              <>
                {row.field}
                {row.repealed ? (
                  <Text size="sm">
                    Đã bãi bỏ, hết hiệu lực từ {formatDay(row.repealed.effectiveOn)} (Quyết định số{" "}
                    {row.repealed.number})
                  </Text>
                ) : null}
                {row.standsOn ? (
                  <span className={classes.code}>
                    Điều chỉnh theo <DecisionLink decision={row.standsOn} />
                  </span>
                ) : null}
              </>
            ),
          },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="dịch vụ" />
    </>
  )
}

/** Where nothing was found: other words that find something, and the same without filters. */
function Suggestions({ results, q }: Pick<CatalogueResultsProps, "results" | "q">) {
  const { shorter, withoutFilters } = results
  const others = [
    ...(q !== "" && withoutFilters > 0 ? [{ text: q, count: withoutFilters, how: " khi bỏ bộ lọc" }] : []),
    ...shorter.map((one) => ({ ...one, how: "" })),
  ]
  if (others.length === 0) return null
  return (
    <div>
      Có phải bạn tìm:
      <ul className={classes.plain}>
        {others.map(({ text, count, how }) => (
          <li key={text}>
            <Link to={`?${new URLSearchParams({ q: text })}`}>“{text}”</Link>
            {how} ({formatNumber(count)} dịch vụ)
          </li>
        ))}
      </ul>
    </div>
  )
}
