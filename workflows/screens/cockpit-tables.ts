import { type CATALOGUE_CHANGES, CHANGE_FIGURES } from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { WORK_FIGURES } from "#models/catalogue-edition/figures/work-left.ts"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import { BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { ChartCell, ChartTable } from "#workflows/cockpit/chart-table.ts"
import type { CockpitList, CountedList } from "#workflows/cockpit/cockpit-list.ts"
import type { UnitAct } from "#workflows/cockpit/unit-acts.ts"
import type { Cockpit } from "./cockpit-page.server.ts"

/** A count with its list; nothing has none. */
const counted = (count: number, list: CountedList): ChartCell => ({
  text: formatNumber(count),
  count,
  ...(count > 0 ? { list } : {}),
})

const unitOf = ({ agency }: Cockpit): { agency?: string } => (agency ? { agency: agency.id } : {})

/** Whose numbers these are, behind a caption. */
export const placeOf = ({ agency }: Pick<Cockpit, "agency">): string => agency?.name ?? "toàn tỉnh"

/** Work left by day: the days on which it changed. */
export const workTable = (cockpit: Cockpit): ChartTable => ({
  caption: `Việc còn lại theo ngày, ${placeOf(cockpit)}`,
  headings: ["Hết ngày", ...WORK_FIGURES.map((figure) => FIGURES[figure].label)],
  rows: cockpit.work.map(({ day, left }) => ({
    key: day,
    name: formatDay(day),
    cells: WORK_FIGURES.map((figure) =>
      counted(left[figure], { list: "work", figure, day, ...unitOf(cockpit) }),
    ),
  })),
})

/** Services by proposed level in each unit, and in all shown. */
export const levelsTable = (cockpit: Cockpit): ChartTable => {
  const { levels } = cockpit
  const rowOf = (name: string, counts: readonly { count: number }[], agency?: string) => {
    const unit = agency === undefined ? {} : { agency }
    const total = counts.reduce((sum, { count }) => sum + count, 0)
    return {
      key: agency ?? "",
      name,
      cells: [
        ...[...SERVICE_LEVELS, "NONE" as const].map((level, place) =>
          counted(counts[place]?.count ?? 0, { list: "levels", level, ...unit }),
        ),
        counted(total, { list: "levels", ...unit }),
      ],
    }
  }
  const all = (levels[0]?.levels ?? []).map((_, place) => ({
    count: levels.reduce((sum, unit) => sum + (unit.levels[place]?.count ?? 0), 0),
  }))
  return {
    caption: `${FIGURES.reviewedServices.label} theo mức độ đề xuất, ${placeOf(cockpit)}`,
    headings: [
      "Đơn vị",
      ...SERVICE_LEVELS.map((level) => SERVICE_LEVEL_LABELS[level]),
      "Chưa có đề xuất",
      "Tổng",
    ],
    rows: [
      ...levels.map(({ id, name, levels: counts }) => rowOf(name, counts, id)),
      ...(cockpit.agency === null ? [rowOf("Toàn tỉnh", all)] : []),
    ],
  }
}

type ChangeList = Extract<CockpitList, { list: "changes" }>["change"]

/** The catalogue before, what leaves and joins it, and this one; then how what stays changed. */
export const changesTable = ({ changes }: Pick<Cockpit, "changes">): ChartTable => {
  const rowOf = (change: ChangeList, name: string, count: number) => ({
    key: change,
    name,
    cells: [counted(count, { list: "changes", change })],
  })
  const { kind, counts } = changes ?? { kind: "ANNUAL", counts: null }
  const countOf = (change: (typeof CATALOGUE_CHANGES)[number]) => counts?.[change] ?? 0
  const labelOf = (change: (typeof CATALOGUE_CHANGES)[number]) => FIGURES[CHANGE_FIGURES[change]].label
  const inBoth = countOf("KEPT") + countOf("RAISED") + countOf("LOWERED")
  const isAnnual = kind === "ANNUAL"
  const after = inBoth + countOf("NEW") + (isAnnual ? 0 : countOf("WITHDRAWN"))
  return {
    caption: "Thay đổi so với danh mục trước, toàn tỉnh",
    headings: ["Thay đổi", FIGURES.services.label],
    rows: [
      ...(isAnnual ? [rowOf("BEFORE", "Danh mục trước", inBoth + countOf("WITHDRAWN"))] : []),
      ...(["WITHDRAWN", "NEW"] as const).map((one) => rowOf(one, labelOf(one), countOf(one))),
      rowOf("AFTER", isAnnual ? "Danh mục này" : "Quyết định này", after),
      ...(["KEPT", "RAISED", "LOWERED"] as const).map((one) => rowOf(one, labelOf(one), countOf(one))),
    ],
  }
}

/** Barriers by how many services each keeps back, and how many the ones so far reach together. */
export const barriersTable = (cockpit: Cockpit): ChartTable => ({
  caption: `Rào cản, ${placeOf(cockpit)}`,
  headings: ["Rào cản", "Dịch vụ công bị chặn", "Cộng dồn, trên số chưa toàn trình"],
  rows: cockpit.barriers.map(({ kind, services, reached }) => ({
    key: kind,
    name: BARRIERS[kind].label,
    cells: [
      counted(services, { list: "barriers", kind, ...unitOf(cockpit) }),
      { text: formatPercent(reached / cockpit.blocked) },
    ],
  })),
})

/** Acts by day. */
export const stripsTable = (cockpit: Cockpit): ChartTable => {
  const { days, of, rows } = cockpit.strips
  const [from, to] = [days[0] ?? "", days.at(-1) ?? ""]
  return {
    caption: `Số việc mỗi ngày, ${formatDay(from)}–${formatDay(to)}, ${placeOf(cockpit)}`,
    headings: [of === "UNITS" ? "Đơn vị" : "Việc", ...days.map(formatDay), "Tổng"],
    rows: rows.map(({ key, name, counts }) => {
      const which = of === "UNITS" ? { agency: key } : { act: key as UnitAct, ...unitOf(cockpit) }
      const between = (first: string, last: string): CockpitList => ({
        list: "acts",
        from: first,
        to: last,
        ...which,
      })
      return {
        key,
        name,
        cells: [
          ...counts.map((count, place) => counted(count, between(days[place] ?? "", days[place] ?? ""))),
          counted(
            counts.reduce((sum, count) => sum + count, 0),
            between(from, to),
          ),
        ],
      }
    }),
  }
}
