import { isOnlineLevel, PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { CarriedEntry } from "./catalogue-edition.ts"
import { entryNameInText } from "./entry-name.ts"
import { changeOf } from "./figures/change-lists.ts"

/** How a row differs from the one it takes the place of; a row that differs in nothing compared is in no list. */
export const ROW_CHANGE_LABELS = {
  NEW: "Bổ sung mới",
  RAISED: "Nâng mức độ",
  LOWERED: "Hạ mức độ",
  REWORDED: "Sửa nội dung khác",
  WITHDRAWN: "Đưa ra khỏi danh mục",
} as const
export type RowChangeKind = keyof typeof ROW_CHANGE_LABELS
export const ROW_CHANGE_KINDS = Object.keys(ROW_CHANGE_LABELS) as RowChangeKind[]

const yesNo = (value: boolean): string => (value ? "Có" : "Không")

/** The columns that are compared, in the order they are listed: what a decision says of a service, and what portals show of it. */
const COLUMNS = {
  level: { label: "Mức độ", of: ({ level }) => SERVICE_LEVEL_LABELS[level] },
  partialReason: {
    label: "Lý do chưa toàn trình",
    of: ({ partialReason, citation }) =>
      partialReason ? `${PARTIAL_REASON_LABELS[partialReason]}${citation ? ` (${citation})` : ""}` : "",
  },
  name: { label: "Tên thủ tục", of: (entry) => entryNameInText(entry) },
  unit: { label: "Cơ quan thực hiện", of: ({ unit }) => unit.name },
  field: { label: "Lĩnh vực", of: ({ field }) => field.name },
  onlinePayment: { label: "Thanh toán trực tuyến", of: ({ onlinePayment }) => yesNo(onlinePayment) },
  publicPostalService: {
    label: "Bưu chính công ích",
    of: ({ publicPostalService }) => yesNo(publicPostalService),
  },
  proactiveLevel: {
    label: "Mức độ chủ động",
    of: ({ proactiveLevel }) => (proactiveLevel ? String(proactiveLevel.level) : ""),
  },
  note: { label: "Ghi chú", of: ({ note }) => note },
} as const satisfies Record<string, { label: string; of(entry: CarriedEntry): string }>
export type ComparedColumn = keyof typeof COLUMNS

export const COMPARED_COLUMNS = Object.keys(COLUMNS) as ComparedColumn[]
export const COLUMN_LABELS = Object.fromEntries(
  COMPARED_COLUMNS.map((column) => [column, COLUMNS[column].label]),
) as Record<ComparedColumn, string>

/** What a row says in a compared column, as people read it. */
export const columnText = (entry: CarriedEntry, column: ComparedColumn): string => COLUMNS[column].of(entry)

/** One column that differs. `before`, `now`: as people read them; empty where there was nothing. */
export type ColumnChange = { column: ComparedColumn; before: string; now: string }

/** Nội dung thay đổi of one service: every compared column that differs, old → new. `reason`: empty where none was given. */
export type RowChange = {
  serviceId: string
  serviceCode: string
  procedureCode: string
  name: string
  unitName: string
  kind: RowChangeKind
  columns: ColumnChange[]
  reason: string
}

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
