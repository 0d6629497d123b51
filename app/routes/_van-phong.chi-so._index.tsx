import { Button, Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { INDICATOR_SETS, type IndicatorSet } from "#models/indicator/indicator.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getIndicatorList } from "#workflows/screens/indicator-pages.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { GENERATED } from "../components/measures/generated.ts"
import { MeasureFilter } from "../components/measures/measure-filter.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Chỉ số")

const Query = z.object({
  period: textUpTo(10),
  unit: textUpTo(100),
  set: choiceOf(Object.keys(INDICATOR_SETS) as IndicatorSet[]),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return { query, ...(await read(() => getIndicatorList(context.runtime, { actor, query }))) }
}

export default function Indicators() {
  const { query, mayImport, mayAdminister, period, readOn, periods, units, unit, sets, rows, frozen } =
    useLoaderData<typeof loader>()
  const missing = rows.filter(({ status }) => status === "NO_DATA").length
  const address = { period: period.id, unit: query.unit }
  return (
    <Stack gap="lg">
      <PageHeader
        title="Chỉ số"
        lead={
          <>
            {period.label}, {unit?.name ?? "toàn tỉnh"}
            {readOn ? (
              <>
                , số liệu của hệ thống đến <Day day={readOn} />
              </>
            ) : (
              ", kỳ chưa bắt đầu"
            )}
            {frozen ? ` · số liệu đã chốt: ${frozen.by}${frozen.isOpen ? ", đang mở lại" : ""}` : ""}
            {missing > 0 ? ` · ${formatNumber(missing)} chỉ số chưa có số liệu` : ""}
          </>
        }
        actions={
          <>
            <Button component={Link} to={paths.indicatorTargets()} variant="default">
              Chỉ tiêu
            </Button>
            {mayAdminister ? (
              <Button component={Link} to={paths.table("chi-so")} variant="default">
                Công thức
              </Button>
            ) : null}
            <Button component={Link} to={paths.compareFormulas({ period: period.id })} variant="default">
              So hai công thức
            </Button>
            {mayImport ? (
              <Button component={Link} to={paths.importUsage()}>
                Nhập số liệu
              </Button>
            ) : null}
          </>
        }
      />
      <MeasureFilter
        periods={periods}
        period={period.id}
        units={units}
        unit={query.unit}
        sets={{ choices: sets, chosen: query.set }}
      />
      <DataTable
        caption={`${formatNumber(rows.length)} chỉ số, ${period.label}`}
        showCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Không có chỉ số nào áp dụng trong kỳ này">
            Chọn kỳ khác, hoặc thêm chỉ số ở «Quản trị › Chỉ số đo lường».
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Chỉ số",
            isRowHeader: true,
            cell: (row) => (
              <>
                <Link to={paths.indicator(row.id, address)}>{row.name}</Link>
                <Text size="sm" fw={400} c="dimmed">
                  {row.id}
                  {row.isGenerated ? ` · ${GENERATED}` : ""}
                  {row.months && row.months.given < row.months.of && row.months.given > 0
                    ? ` · mới có ${row.months.given}/${row.months.of} tháng`
                    : ""}
                </Text>
              </>
            ),
          },
          {
            key: "figure",
            header: "Tử số / mẫu số",
            width: "9rem",
            align: "end",
            cell: ({ numerator, denominator }) =>
              numerator === null || denominator === null
                ? "–"
                : `${formatNumber(numerator)} / ${formatNumber(denominator)}`,
          },
          {
            key: "value",
            header: "Giá trị",
            width: "8rem",
            align: "end",
            cell: ({ text, status, frozen: was }) => (
              <>
                {status === "NO_DATA" ? <Text size="sm">{text}</Text> : <b>{text}</b>}
                {was === null || was === text ? null : <Text size="sm">đã chốt {was}</Text>}
              </>
            ),
          },
          { key: "before", header: "Kỳ trước", width: "8rem", align: "end", cell: ({ before }) => before },
          {
            key: "moved",
            header: "Thay đổi",
            width: "8rem",
            align: "end",
            cell: ({ moved, isBetter }) =>
              moved === null
                ? "–"
                : `${moved > 0 ? "+" : ""}${formatNumber(moved)}${isBetter === null ? "" : isBetter ? " ▲ tốt hơn" : " ▼ kém hơn"}`,
          },
          {
            key: "target",
            header: "Chỉ tiêu",
            width: "9rem",
            align: "end",
            cell: ({ target, isReached }) =>
              target === null ? (
                "–"
              ) : (
                <>
                  {formatNumber(target)}{" "}
                  {isReached === null ? null : (
                    <StatusBadge
                      label={isReached ? "Đạt" : "Chưa đạt"}
                      tone={isReached ? "good" : "partial"}
                    />
                  )}
                </>
              ),
          },
        ]}
      />
    </Stack>
  )
}
