import { Text, Title } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { DataTable } from "../data-table.tsx"

const signed = (value: number): string =>
  `${value > 0 ? "+" : value < 0 ? "−" : ""}${formatNumber(Math.abs(value))}`
const KINDS = { CAME: "Thêm", WENT: "Bớt", CHANGED: "Đổi số" } as const

/** Why the figure is another than in the period before: the records that came, went or changed, count by count. */
export function WhyMoved({ page }: { page: Pick<IndicatorPage, "why" | "whyBefore"> }) {
  const { why, whyBefore } = page
  if (why.length === 0) return null
  return (
    <section aria-labelledby="vi-sao">
      <Title order={2} id="vi-sao" mb="xs">
        Vì sao đổi so với {whyBefore}
      </Title>
      {why.map(({ name, label, before, after, difference, items, total }) => (
        <div key={name}>
          <Text>
            {label}:{" "}
            {before === null || after === null || difference === null
              ? "một trong hai kỳ chưa có số liệu."
              : `${formatNumber(before)} → ${formatNumber(after)} (${signed(difference)}), ${formatNumber(total)} dòng khác nhau.`}
          </Text>
          {items.length > 0 ? (
            <DataTable
              caption={`${label}: ${formatNumber(items.length)} dòng đổi nhiều nhất trong ${formatNumber(total)}`}
              rows={items}
              rowKey={({ key }) => key}
              columns={[
                { key: "code", header: "Mã", width: "9rem", cell: ({ code }) => code || "–" },
                { key: "name", header: "Tên", isRowHeader: true, cell: (row) => row.name || row.key },
                { key: "unit", header: "Đơn vị", width: "14rem", cell: ({ unitName }) => unitName },
                { key: "kind", header: "Đổi", width: "6rem", cell: ({ kind }) => KINDS[kind] },
                { key: "by", header: "Số", width: "5rem", align: "end", cell: ({ by }) => signed(by) },
              ]}
            />
          ) : null}
        </div>
      ))}
    </section>
  )
}
