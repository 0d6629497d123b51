import { Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { blankInWords, type FrozenBlank } from "#models/indicator/frozen-blank.ts"
import { type ToldFigure, toldInWords } from "#models/indicator/told-figure.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"

type ToldIndicatorsProps = {
  title: string
  periodId: string
  /** Empty: the province. */
  unitId: string
  /** `now`: what it comes to today, where it was frozen. */
  rows: readonly (ToldFigure & { now?: string })[]
  /** What had no value when the figures were taken, or frozen. */
  blanks?: readonly FrozenBlank[]
  /** Of a frozen report: the revision whose lists its figures lead to. */
  frozen?: { revision: number }
}

const blanksInWords = (blanks: readonly FrozenBlank[], isFrozen: boolean): string => {
  const empty = blanks.filter(({ why }) => why === "EMPTY_DENOMINATOR").length
  const said = [
    ...(empty > 0 ? [`${formatNumber(empty)} mẫu số bằng 0`] : []),
    ...(blanks.length > empty ? [`${formatNumber(blanks.length - empty)} chưa có số liệu`] : []),
  ]
  return `${formatNumber(blanks.length)} chỉ số không có giá trị khi ${isFrozen ? "chốt" : "lấy số liệu"}: ${said.join(", ")}`
}

/** Indicators as a report says them, each leading to the list behind it; beside a frozen one what it is today. */
export function ToldIndicators({ title, periodId, unitId, rows, blanks = [], frozen }: ToldIndicatorsProps) {
  if (rows.length + blanks.length === 0) return null
  const isFrozen = rows.some(({ now }) => now !== undefined)
  const moved = rows.filter(({ text, now }) => now !== undefined && now !== text).length
  return (
    <section aria-labelledby="chi-so">
      <Title order={3} id="chi-so" mb="xs">
        {title} ({formatNumber(rows.length)}
        {isFrozen ? `, nay khác ${formatNumber(moved)}` : ""})
      </Title>
      <DataTable
        caption={`${title}; mỗi số dẫn tới danh sách của nó`}
        rows={rows}
        rowKey={({ indicatorId }) => indicatorId}
        columns={[
          { key: "name", header: "Chỉ số", isRowHeader: true, cell: ({ name }) => name },
          {
            key: "value",
            header: isFrozen ? "Đã chốt" : "Giá trị",
            align: "end",
            width: "13rem",
            cell: (row) => (
              <Link
                to={paths.indicator(row.indicatorId, {
                  period: periodId,
                  unit: unitId,
                  ...(frozen ? { frozen: String(frozen.revision) } : {}),
                })}
              >
                {toldInWords(row)}
              </Link>
            ),
          },
          ...(isFrozen
            ? [
                {
                  key: "now",
                  header: "Nay",
                  align: "end" as const,
                  width: "9rem",
                  cell: ({ text, now }: (typeof rows)[number]) => (now === text ? "không đổi" : (now ?? "–")),
                },
              ]
            : []),
        ]}
      />
      {blanks.length > 0 ? (
        <details>
          <summary>{blanksInWords(blanks, frozen !== undefined)}</summary>
          <ul>
            {blanks.map((one) => (
              <li key={one.indicatorId}>
                {one.name}: {blankInWords(one)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
