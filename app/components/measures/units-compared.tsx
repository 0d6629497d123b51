import { Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { paths } from "../../http/paths.ts"
import { StatusBadge } from "../badges.tsx"
import classes from "../charts/chart-figure.module.css"
import { DataTable } from "../data-table.tsx"
import { EmptyState } from "../empty-state.tsx"

/** The units of an indicator beside one another, the highest first, those without data last. */
export function UnitsCompared({
  page,
}: {
  page: Pick<IndicatorPage, "indicator" | "byUnit" | "period" | "isFrozen" | "frozen">
}) {
  const { indicator, byUnit, period } = page
  const frozenAt = page.isFrozen ? { frozen: String(page.frozen?.revision ?? "") } : {}
  return (
    <section aria-labelledby="don-vi">
      <Title order={2} id="don-vi" mb="xs">
        So sánh đơn vị{page.isFrozen ? ", lúc chốt" : ""}
      </Title>
      <DataTable
        caption={`${formatNumber(byUnit.length)} đơn vị, ${period.label}`}
        showCaption
        rows={byUnit}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Chưa đơn vị nào có số liệu">
            Số liệu theo đơn vị có khi danh mục có hiệu lực hoặc khi nhập số liệu của kỳ.
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Đơn vị",
            isRowHeader: true,
            cell: ({ id, name }) => (
              <Link to={paths.indicator(indicator.id, { period: period.id, unit: id, ...frozenAt })}>
                {name}
              </Link>
            ),
          },
          {
            key: "figure",
            header: "Tử số / mẫu số",
            width: "10rem",
            align: "end",
            cell: ({ numerator, denominator }) =>
              numerator === null || denominator === null
                ? "–"
                : `${formatNumber(numerator)} / ${formatNumber(denominator)}`,
          },
          { key: "value", header: "Giá trị", width: "9rem", align: "end", cell: ({ text }) => text },
          {
            key: "target",
            header: "Chỉ tiêu",
            width: "10rem",
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
      <Text className={classes.files ?? ""}>
        <a href={paths.indicatorFile(indicator.id, "don-vi.csv", { period: period.id })}>
          Tải bảng đơn vị (CSV)
        </a>
      </Text>
    </section>
  )
}
