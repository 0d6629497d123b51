import type { LevelTarget } from "#models/reference/level-target.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import {
  INDICATOR_LABELS,
  INDICATOR_NAMES,
  type IndicatorName,
  type Share,
} from "#workflows/barriers/barriers.ts"
import { isReached } from "#workflows/barriers/level-targets.ts"
import type { BarrierPage } from "#workflows/screens/barrier-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { type Column, DataTable } from "../../components/data-table.tsx"

const percent = (share: number): string =>
  `${share.toLocaleString("vi-VN", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`

const shareText = ({ numerator, denominator }: Share): string =>
  denominator === 0
    ? "–"
    : `${percent((100 * numerator) / denominator)} (${formatNumber(numerator)}/${formatNumber(denominator)})`

/** Every indicator before and after, for the whole and per unit, against the targets in force. */
export function Outcome({ page }: { page: Pick<BarrierPage, "outcome" | "units" | "targets"> }) {
  const { outcome, units, targets } = page
  const targetOf = (name: IndicatorName) => targets.find(({ indicator }) => indicator === name)
  const aimed = INDICATOR_NAMES.filter((name) => targetOf(name))
  return (
    <>
      <DataTable
        caption="Các chỉ tiêu"
        rows={INDICATOR_NAMES}
        rowKey={(name) => name}
        columns={[
          { key: "name", header: "Chỉ tiêu", isRowHeader: true, cell: (name) => INDICATOR_LABELS[name] },
          {
            key: "before",
            header: "Hiện nay",
            align: "end",
            cell: (name) => shareText(outcome.before[name]),
          },
          { key: "after", header: "Nếu gỡ", align: "end", cell: (name) => shareText(outcome.after[name]) },
          {
            key: "target",
            header: "Mục tiêu",
            cell: (name) => {
              const target = targetOf(name)
              return target ? <Reached share={outcome.after[name]} target={target} /> : "–"
            },
          },
        ]}
      />
      {units.length > 1 ? (
        <details>
          <summary>Theo đơn vị ({formatNumber(units.length)})</summary>
          <DataTable
            caption="Theo đơn vị"
            rows={units}
            rowKey={(unit) => unit.agencyId}
            columns={[
              { key: "name", header: "Đơn vị", isRowHeader: true, cell: (unit) => unit.agencyName },
              ...INDICATOR_NAMES.slice(0, 3).map(
                (name): Column<BarrierPage["units"][number]> => ({
                  key: name,
                  header: INDICATOR_LABELS[name],
                  align: "end",
                  cell: (unit) => {
                    const [before, after] = [shareText(unit.before[name]), shareText(unit.after[name])]
                    return before === after ? before : `${before} → ${after}`
                  },
                }),
              ),
              ...aimed.map(
                (name): Column<BarrierPage["units"][number]> => ({
                  key: `${name}-target`,
                  header: `Mục tiêu: ${INDICATOR_LABELS[name]}`,
                  cell: (unit) => {
                    const target = targetOf(name)
                    return target ? <Reached share={unit.after[name]} target={target} /> : "–"
                  },
                }),
              ),
            ]}
          />
        </details>
      ) : null}
    </>
  )
}

function Reached({ share, target }: { share: Share; target: LevelTarget }) {
  const isMet = isReached(share, target)
  return (
    <StatusBadge
      label={`${percent(100 * target.share)}: ${isMet ? "đạt" : "chưa đạt"}`}
      tone={isMet ? "good" : "partial"}
    />
  )
}
