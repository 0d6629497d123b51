import { Text, Title } from "@mantine/core"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { paths } from "../../http/paths.ts"
import { ChartFigure } from "../charts/chart-figure.tsx"
import { DataTable } from "../data-table.tsx"
import { drawTrend, forecastSays, trendSays, trendTable } from "./trend-picture.tsx"

/** How an indicator goes over the periods: a sentence, the picture, its numbers and files. */
export function TrendSection({
  page,
  isTraining,
}: {
  page: Pick<IndicatorPage, "indicator" | "trend" | "unit" | "period" | "forecast">
  isTraining: boolean
}) {
  const table = trendTable(page)
  const file = (ending: string) =>
    paths.indicatorFile(page.indicator.id, `xu-huong.${ending}`, {
      period: page.period.id,
      unit: page.unit?.id,
    })
  return (
    <section aria-labelledby="xu-huong">
      <Title order={2} id="xu-huong" mb="xs">
        Diễn biến
      </Title>
      <Text maw={760}>{trendSays(page)}</Text>
      <Text maw={760}>{forecastSays(page)}</Text>
      <ChartFigure draw={(size) => drawTrend(page, { size, isTraining })} file={file} />
      <DataTable
        caption={table.caption}
        rows={table.rows}
        rowKey={({ key }) => key}
        columns={table.headings.map((header, place) =>
          place === 0
            ? {
                key: header,
                header,
                isRowHeader: true,
                cell: ({ name }: (typeof table.rows)[number]) => name,
              }
            : {
                key: header,
                header,
                align: "end" as const,
                cell: ({ cells }: (typeof table.rows)[number]) => cells[place - 1]?.text ?? "",
              },
        )}
      />
    </section>
  )
}
