import { Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { DIRECTIONS, INDICATOR_SETS } from "#models/indicator/indicator.ts"
import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import { getIndicatorPage, ITEMS_PER_PAGE } from "#workflows/screens/indicator-pages.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FigureFacts } from "../components/measures/figure-facts.tsx"
import { GENERATED } from "../components/measures/generated.ts"
import { MeasureFilter } from "../components/measures/measure-filter.tsx"
import { TrendSection } from "../components/measures/trend-section.tsx"
import { UnitsCompared } from "../components/measures/units-compared.tsx"
import { WhyMoved } from "../components/measures/why-moved-section.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { listQuery, pageNumber, revisionNumber, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Chỉ số")

const Query = z.object({
  period: textUpTo(10),
  unit: textUpTo(100),
  count: textUpTo(60),
  page: pageNumber,
  frozen: revisionNumber,
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  const { indicatorId = "" } = params
  const page = await read(() => getIndicatorPage(context.runtime, { actor, indicatorId, query }))
  return { ...page, query, pageSize: ITEMS_PER_PAGE, isTraining: context.runtime.trainingMode }
}

export default function OneIndicator() {
  const page = useLoaderData<typeof loader>()
  const { indicator, figure, period, unit, list, query, counts } = page
  const address = { period: period.id, unit: query.unit }
  const frozenAt = page.isFrozen ? { frozen: String(query.frozen) } : {}
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.indicators(address), label: "Chỉ số" }}
        title={indicator.name}
        lead={`${indicator.id} · ${INDICATOR_SETS[indicator.set]} · ${DIRECTIONS[indicator.direction].toLocaleLowerCase("vi")}`}
      />
      <MeasureFilter periods={page.periods} period={period.id} units={page.units} unit={query.unit} />
      <section aria-labelledby="gia-tri">
        <Title order={2} id="gia-tri">
          {figure.text.charAt(0).toLocaleUpperCase("vi") + figure.text.slice(1)}
        </Title>
        <Text>
          {period.label}, {unit?.name ?? "toàn tỉnh"}
          {page.isFrozen ? ` · như lúc chốt: ${page.frozen?.by}; nay ${page.todayText}` : ""}
          {figure.isGenerated ? ` · ${GENERATED}` : ""}
          {figure.pointShare === null
            ? ""
            : ` · ${formatPercent(figure.pointShare)} điểm tối đa (tối đa từ ${formatNumber(indicator.fullPointsFrom ?? 0)})`}
        </Text>
        {page.isFrozen ? (
          <Text>
            <Link to={paths.indicator(indicator.id, address)}>Xem số liệu và danh sách hiện nay</Link>
          </Text>
        ) : null}
        {page.hasFrozenList === false ? (
          <Text>Bản chốt này chỉ giữ con số, không giữ danh sách: dưới đây là danh sách hiện nay.</Text>
        ) : null}
        <FigureFacts page={page} />
      </section>
      <section aria-labelledby="danh-sach">
        <Title order={2} id="danh-sach" mb="xs">
          {page.isFrozen ? "Danh sách lúc chốt" : "Danh sách phía sau"}
        </Title>
        <nav aria-label="Số đếm">
          <Text>
            {counts.map(({ name, label, value }, place) => (
              <span key={name}>
                {place > 0 ? " · " : ""}
                <Link
                  to={`${paths.indicator(indicator.id, { ...address, ...frozenAt, count: name })}#danh-sach`}
                  aria-current={name === list?.name ? "true" : undefined}
                >
                  {label}: {value === null ? "chưa có số liệu" : formatNumber(value)}
                </Link>
              </span>
            ))}
          </Text>
        </nav>
        {list ? (
          <>
            <DataTable
              caption={`${list.label}: ${list.value === null ? "chưa có số liệu" : `${formatNumber(list.value)} ${list.unit}, ${formatNumber(list.total)} dòng`}`}
              showCaption
              rows={list.items}
              rowKey={({ key }) => key}
              empty={
                <EmptyState title={list.value === null ? "Chưa có số liệu" : "Không có dòng nào"}>
                  {list.value === null
                    ? "Số đếm này cần dữ liệu chưa ai nhập hoặc chưa phát sinh trong hệ thống."
                    : "Số đếm bằng 0 trong kỳ này."}
                </EmptyState>
              }
              columns={[
                { key: "code", header: "Mã", width: "9rem", cell: ({ code }) => code || "–" },
                {
                  key: "name",
                  header: "Tên",
                  isRowHeader: true,
                  cell: ({ name, key }) => name || key,
                },
                { key: "unit", header: "Đơn vị", width: "14rem", cell: ({ unitName }) => unitName },
                {
                  key: "amount",
                  header: "Số",
                  width: "5rem",
                  align: "end",
                  cell: ({ amount }) => formatNumber(amount),
                },
                { key: "note", header: "Ghi chú", width: "16rem", cell: ({ note }) => note || "–" },
              ]}
            />
            <Pagination page={query.page} pageSize={page.pageSize} total={list.total} noun="dòng" />
          </>
        ) : null}
      </section>
      {page.isFrozen ? null : <WhyMoved page={page} />}
      <TrendSection page={page} isTraining={page.isTraining} />
      <UnitsCompared page={page} />
    </Stack>
  )
}
