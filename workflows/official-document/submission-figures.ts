import type {
  CarriedEdition,
  CarriedEntry,
  EntryChange,
} from "#models/catalogue-edition/catalogue-edition.ts"
import {
  ADMIN_LEVELS,
  type AdminLevel,
  isOnlineLevel,
  PARTIAL_REASON_LABELS,
  PARTIAL_REASONS,
  type ServiceLevel,
} from "#models/shared/levels.ts"
import { formatCount, formatNumber } from "#models/shared/numbers.ts"
import type { Table } from "./document-layout.ts"
import { ADMIN_LEVEL_IN_TEXT, countInWords } from "./edition-figures.ts"

const SHOWN_LEVELS: ServiceLevel[] = ["FULL", "PARTIAL", "INFORMATION_ONLY"]

/** Services per level of government and agency: the table of the Tờ trình (decision-layout.md §12). Fills 160 mm. */
export const figuresTable = ({ entries }: CarriedEdition): Table => ({
  columns: [
    { heading: "TT", width: 12, align: "center" },
    { heading: "Cơ quan, đơn vị", width: 64, align: "left" },
    { heading: "Tổng số", width: 20, align: "center" },
    { heading: "Toàn trình", width: 20, align: "center" },
    { heading: "Một phần", width: 20, align: "center" },
    { heading: "Chỉ cung cấp thông tin", width: 24, align: "center" },
  ],
  rows: [
    ...ADMIN_LEVELS.flatMap((adminLevel) => rowsAt(entries, adminLevel)),
    { kind: "total", cells: ["", "Tổng cộng", ...countsOf(entries)] },
  ],
})

function rowsAt(entries: CarriedEntry[], adminLevel: AdminLevel): Table["rows"] {
  const here = entries.filter((entry) => entry.adminLevel === adminLevel)
  if (here.length === 0) return []
  const agencies = Map.groupBy(here, (entry) => entry.agency.name)
  return [
    { kind: "total", cells: ["", labelOf(adminLevel), ...countsOf(here)] },
    ...[...agencies].map(([name, rows], index) => ({
      kind: "item" as const,
      cells: [String(index + 1), name, ...countsOf(rows)],
    })),
  ]
}

const labelOf = (adminLevel: AdminLevel): string => {
  const text = ADMIN_LEVEL_IN_TEXT[adminLevel]
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1)
}

const countsOf = (entries: CarriedEntry[]): string[] => [
  formatNumber(entries.length),
  ...SHOWN_LEVELS.map((level) => formatNumber(entries.filter((entry) => entry.level === level).length)),
]

/** `12 dịch vụ công bổ sung mới, 03 dịch vụ công nâng mức độ, …` against the edition before. */
export const changesInText = (edition: CarriedEdition): string => {
  const count = (change: EntryChange) => formatCount(changedEntries(edition, change).length)
  return `${count("NEW")} dịch vụ công bổ sung mới, ${count("RAISED")} dịch vụ công nâng mức độ, ${count("LOWERED")} dịch vụ công hạ mức độ, ${count("KEPT")} dịch vụ công giữ nguyên, ${formatCount(edition.removed.length + takenOut(edition).length)} dịch vụ công đưa ra khỏi Danh mục`
}

/** One line per reason why services are partial, with its count; empty when none are. */
export const partialReasonsInText = ({ entries }: CarriedEdition): string[] =>
  PARTIAL_REASONS.map((reason) => ({
    reason,
    count: entries.filter((entry) => entry.level === "PARTIAL" && entry.partialReason === reason).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => `${PARTIAL_REASON_LABELS[reason]}: ${countInWords(count)} dịch vụ công`)

/** Rows of an amendment that leave the catalogue: online no more. */
export const takenOut = ({ kind, entries }: CarriedEdition): CarriedEntry[] =>
  kind === "AMENDMENT" ? entries.filter(({ level }) => !isOnlineLevel(level)) : []

/** Rows of one kind of change; what an amendment takes out is none of them. */
export const changedEntries = (edition: CarriedEdition, change: EntryChange): CarriedEntry[] => {
  const gone = new Set(takenOut(edition))
  return edition.entries.filter((entry) => entry.change === change && !gone.has(entry))
}
