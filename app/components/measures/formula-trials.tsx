import { Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { FormulaTrial } from "#workflows/screens/formula-trial.server.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"

/** A change of indicators tried on the stored periods: the figures of the old formula and of the proposed one. */
export function FormulaTrials({ tried }: { tried: { trials: FormulaTrial[]; left: number } }) {
  const { trials, left } = tried
  return (
    <div>
      <Title order={2} size="h3" id="tinh-thu" mb="xs">
        Tính thử trên các kỳ đã có
      </Title>
      {trials.length === 0 ? (
        <Text>Không công thức nào đổi cách tính: chỉ đổi tên, ngày, nguồn hoặc ghi chú.</Text>
      ) : null}
      {trials.map((trial) => (
        <Trial key={trial.key} trial={trial} />
      ))}
      {left > 0 ? (
        <Text mt="xs">
          Còn {formatNumber(left)} chỉ số khác cũng đổi cách tính; so từng chỉ số ở{" "}
          <Link to={paths.compareFormulas()}>So hai công thức</Link>.
        </Text>
      ) : null}
    </div>
  )
}

function Trial({ trial }: { trial: FormulaTrial }) {
  const { id, name, addresses, periods, unitsIn, units, differing } = trial
  const all = periods.length + units.length
  const compared = (query: { period: string; unit?: string }, text: string) =>
    addresses ? <Link to={paths.compareFormulas({ ...addresses, ...query })}>{text}</Link> : text
  return (
    <section aria-label={`${id} ${name}`}>
      <Text fw={600} mt="sm">
        {id} {name}:{" "}
        {addresses
          ? `${formatNumber(differing)} trên ${formatNumber(all)} số khác đi`
          : "chỉ số mới, chưa có công thức cũ"}
      </Text>
      <Lines
        caption={`${id} theo kỳ, toàn tỉnh`}
        first="Kỳ"
        rows={periods}
        cell={({ id: period, name: label }) => compared({ period }, label)}
      />
      {unitsIn && units.length > 0 ? (
        <details>
          <summary>
            {formatNumber(units.length)} đơn vị, {unitsIn.label}
          </summary>
          <Lines
            caption={`${id} theo đơn vị, ${unitsIn.label}`}
            first="Đơn vị"
            rows={units}
            cell={({ id: unit, name: label }) => compared({ period: unitsIn.id, unit }, label)}
          />
        </details>
      ) : null}
    </section>
  )
}

type Line = FormulaTrial["periods"][number]
type LinesProps = {
  caption: string
  first: string
  rows: readonly Line[]
  cell: (row: Line) => React.ReactNode
}

function Lines({ caption, first, rows, cell }: LinesProps) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "name", header: first, isRowHeader: true, cell },
        { key: "old", header: "Công thức cũ", align: "end", width: "11rem", cell: ({ old }) => old },
        {
          key: "proposed",
          header: "Công thức dự thảo",
          align: "end",
          width: "11rem",
          cell: ({ proposed }) => proposed,
        },
        {
          key: "same",
          header: "So",
          width: "7rem",
          cell: ({ isSame }) => (isSame ? "như nhau" : "khác"),
        },
      ]}
    />
  )
}
