import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import type { CatalogueRow } from "../catalogue-in-force.ts"
import { entryNameInText } from "../entry-name.ts"

/** A service whose row an act ends or has stand on another decision. */
export type TouchedRow = {
  serviceId: string
  before: CatalogueRow | undefined
  after: CatalogueRow | undefined
}

/** The lists behind what an act after publication touches: each service stands in exactly one. */
export const ACT_LISTS = {
  rut: "Rút khỏi các cổng",
  "tro-lai": "Trở lại theo quyết định trước",
  "het-hieu-luc": "Hết hiệu lực, không có trên cổng",
} as const
export type ActList = keyof typeof ACT_LISTS
export const ACT_LIST_NAMES = Object.keys(ACT_LISTS) as ActList[]

/** One service of such a list; `before`, `now`: null where it is in no catalogue. */
type ActLine = {
  serviceId: string
  serviceCode: string
  name: string
  unitName: string
  before: ServiceLevel | null
  now: ServiceLevel | null
  /** The decision it stands on until then. */
  decision: string
}

/** What an act comes to, seen before it is taken: lists whose lengths add up to `touched`, and how many units they are of. */
export type ActEffect = { lists: Record<ActList, ActLine[]>; touched: number; units: number }

/** The one function behind every panel that shows beforehand what a recall or a repeal touches. Pure. */
export const actEffect = (rows: readonly TouchedRow[]): ActEffect => {
  const lists = Object.fromEntries(
    ACT_LIST_NAMES.map((list) => [list, rows.filter((row) => listOf(row) === list).flatMap(lineOf)]),
  ) as Record<ActList, ActLine[]>
  const lines = Object.values(lists).flat()
  return { lists, touched: lines.length, units: new Set(lines.map(({ unitName }) => unitName)).size }
}

const isOnline = (row: CatalogueRow | undefined): boolean =>
  row !== undefined && isOnlineLevel(row.entry.level)

function listOf({ before, after }: TouchedRow): ActList {
  if (after) return isOnline(after) || !isOnline(before) ? "tro-lai" : "rut"
  return isOnline(before) ? "rut" : "het-hieu-luc"
}

function lineOf({ serviceId, before, after }: TouchedRow): ActLine[] {
  const row = before ?? after
  if (!row) return []
  return [
    {
      serviceId,
      serviceCode: row.entry.serviceCode,
      name: entryNameInText(row.entry),
      unitName: row.entry.unit.name,
      before: before?.entry.level ?? null,
      now: after?.entry.level ?? null,
      decision: before?.standsOn.number ?? "",
    },
  ]
}
