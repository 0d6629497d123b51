import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { EMPTY_RULES } from "#models/indicator/indicator.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { IndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"

const shown = (value: number | null): string =>
  value === null ? "chưa có số liệu" : value.toLocaleString("vi-VN", { maximumFractionDigits: 6 })

const WHY_BLANK = { EMPTY_DENOMINATOR: " (mẫu số bằng 0)", NO_DATA: "" } as const

/** A frozen figure beside today's; one without a value says why. */
const frozenInWords = ({ frozen, frozenWhy }: IndicatorPage["line"], today: string): string =>
  frozen === null
    ? "không có số khi chốt (chưa có số liệu hoặc mẫu số bằng 0)"
    : `${frozen}${frozenWhy ? WHY_BLANK[frozenWhy] : ""}${frozen === today ? ", nay không đổi" : `, nay ${today}`}`

/** How a figure was worked out: formula in words, its numbers, quotient, rounding, source. */
export function FigureFacts({
  page,
}: {
  page: Pick<IndicatorPage, "indicator" | "figure" | "words" | "line" | "frozen" | "isFrozen" | "todayText">
}) {
  const { indicator, figure, words, line, frozen, isFrozen, todayText } = page
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
            words: (
              <>
                {frozen.by}
                {frozen.isOpen ? "; kỳ đang mở lại" : ""}
                {isFrozen ? null : (
                  <>
                    .{" "}
                    <Link
                      to={paths.indicator(indicator.id, {
                        period: figure.periodId,
                        unit: figure.unitId ?? "",
                        frozen: String(frozen.revision),
                      })}
                    >
                      Danh sách lúc chốt
                    </Link>
                  </>
                )}
              </>
            ),
            value: frozenInWords(line, todayText),
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
