import { Text } from "@mantine/core"
import { EMPTY_RULES } from "#models/indicator/indicator.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { DataTable } from "../data-table.tsx"

const shown = (value: number | null): string =>
  value === null ? "chưa có số liệu" : value.toLocaleString("vi-VN", { maximumFractionDigits: 6 })

/** How a figure was worked out: formula in words, its numbers, quotient, rounding, source. */
export function FigureFacts({
  page,
}: {
  page: Pick<IndicatorPage, "indicator" | "figure" | "words" | "line" | "frozen">
}) {
  const { indicator, figure, words, line, frozen } = page
  const rows = [
    { key: "Tử số", words: words.numerator, value: shown(figure.numerator) },
    ...(words.denominator
      ? [{ key: "Mẫu số", words: words.denominator, value: shown(figure.denominator) }]
      : []),
    {
      key: "Thương",
      words: `Chưa làm tròn; mẫu số bằng 0 thì ghi «${EMPTY_RULES[indicator.whenEmpty]}»`,
      value: figure.quotient === null ? "–" : shown(figure.quotient),
    },
    {
      key: "Giá trị",
      words: `Làm tròn ${indicator.decimals} chữ số thập phân, nửa lên`,
      value: figure.text,
    },
    ...(frozen
      ? [
          {
            key: "Đã chốt",
            words: `${frozen.by}${frozen.isOpen ? "; kỳ đang mở lại" : ""}`,
            value:
              line.frozen === null
                ? "không có số khi chốt (chưa có số liệu hoặc mẫu số bằng 0)"
                : `${line.frozen}${line.frozen === figure.text ? ", nay không đổi" : `, nay ${figure.text}`}`,
          },
        ]
      : []),
    {
      key: "Chỉ tiêu",
      words: "Của đơn vị, nếu không thì chung",
      value:
        line.target === null
          ? "chưa đặt"
          : `${formatNumber(line.target)}${line.isReached === null ? "" : line.isReached ? ", đạt" : ", chưa đạt"}`,
    },
  ]
  return (
    <>
      <DataTable
        caption="Cách tính"
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: "what", header: "Phần", isRowHeader: true, width: "7rem", cell: ({ key }) => key },
          { key: "words", header: "Công thức", cell: (row) => row.words },
          { key: "value", header: "Số", width: "10rem", align: "end", cell: ({ value }) => value },
        ]}
      />
      <Text size="sm" mt="xs">
        Nguồn: {indicator.source}. {indicator.note}
      </Text>
    </>
  )
}
