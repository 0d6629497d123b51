import { isOnlineLevel, PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { CarriedEntry } from "./catalogue-edition.ts"
import { entryNameInText } from "./entry-name.ts"
import { changeOf } from "./figures/change-lists.ts"
import {
  COMPARED_COLUMNS,
  type ColumnChange,
  type ComparedColumn,
  ROW_CHANGE_KINDS,
  type RowChange,
  type RowChangeKind,
} from "./row-change.ts"

const yesNo = (value: boolean): string => (value ? "Có" : "Không")

/** What a row says in each compared column. */
const COLUMN_TEXTS: Record<ComparedColumn, (entry: CarriedEntry) => string> = {
  level: ({ level }) => SERVICE_LEVEL_LABELS[level],
  partialReason: ({ partialReason, citation }) =>
    partialReason ? `${PARTIAL_REASON_LABELS[partialReason]}${citation ? ` (${citation})` : ""}` : "",
  name: (entry) => entryNameInText(entry),
  unit: ({ unit }) => unit.name,
  field: ({ field }) => field.name,
  onlinePayment: ({ onlinePayment }) => yesNo(onlinePayment),
  publicPostalService: ({ publicPostalService }) => yesNo(publicPostalService),
  proactiveLevel: ({ proactiveLevel }) => (proactiveLevel ? String(proactiveLevel.level) : ""),
  note: ({ note }) => note,
}

/** What a row says in a compared column, as people read it. */
export const columnText = (entry: CarriedEntry, column: ComparedColumn): string => COLUMN_TEXTS[column](entry)

type Compared = {
  before: readonly CarriedEntry[]
  now: readonly CarriedEntry[]
  /** Whether `now` is the whole catalogue; else it names only what it changes, and the rest stays as it was. */
  isWhole: boolean
  /** Why a row is as it is now. */
  reasonOf?: (entry: CarriedEntry) => string
}

/**
 * The change annex (phụ lục thay đổi): which services differ between two lists of rows and in what, by kind of change and then in
 * the order of the lists. Every annex, file and page that shows old → new asks here. Pure.
 */
export const rowChanges = ({ before, now, isWhole, reasonOf = () => "" }: Compared): RowChange[] => {
  const was = new Map(before.map((entry) => [entry.serviceId, entry]))
  const there = new Set(now.map(({ serviceId }) => serviceId))
  const changes = now.flatMap(
    (entry) => changeOfRow(was.get(entry.serviceId), entry, isWhole, reasonOf(entry)) ?? [],
  )
  const gone = isWhole ? before.filter(({ serviceId }) => !there.has(serviceId)).map(withdrawn) : []
  return ROW_CHANGE_KINDS.flatMap((kind) => [...changes, ...gone].filter((change) => change.kind === kind))
}

/** How many services changed in each way. */
export const rowChangeCounts = (changes: readonly Pick<RowChange, "kind">[]): Record<RowChangeKind, number> =>
  Object.fromEntries(
    ROW_CHANGE_KINDS.map((kind) => [kind, changes.filter((change) => change.kind === kind).length]),
  ) as Record<RowChangeKind, number>

const identityOf = (entry: CarriedEntry) => ({
  serviceId: entry.serviceId,
  serviceCode: entry.serviceCode,
  procedureCode: entry.procedure.code,
  name: entryNameInText(entry),
  unitName: entry.unit.name,
})

function changeOfRow(
  was: CarriedEntry | undefined,
  entry: CarriedEntry,
  isWhole: boolean,
  reason: string,
): RowChange | null {
  const columns = COMPARED_COLUMNS.map((column) => ({
    column,
    before: was ? columnText(was, column) : "",
    now: columnText(entry, column),
  })).filter(({ before, now }) => before !== now)
  if (columns.length === 0) return null
  return {
    ...identityOf(entry),
    kind: kindOf(was, entry, isWhole),
    columns: was ? columns : announced(columns),
    reason,
  }
}

/** Of a new row its level and why it is not higher are told; the rest stands in the list itself. */
const announced = (columns: ColumnChange[]): ColumnChange[] =>
  columns.filter(({ column }) => column === "level" || column === "partialReason")

function kindOf(was: CarriedEntry | undefined, entry: CarriedEntry, isWhole: boolean): RowChangeKind {
  // As the figures count it: what an amendment lists below the online levels it takes out.
  if (!isWhole && !isOnlineLevel(entry.level)) return "WITHDRAWN"
  const change = changeOf(was?.level ?? null, entry.level)
  return change === "KEPT" ? "REWORDED" : change
}

const withdrawn = (entry: CarriedEntry): RowChange => ({
  ...identityOf(entry),
  kind: "WITHDRAWN",
  columns: [{ column: "level", before: columnText(entry, "level"), now: "" }],
  reason: "",
})
