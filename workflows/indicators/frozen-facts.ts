import type { Indicator } from "#models/indicator/indicator.ts"
import { periodOf } from "#models/indicator/period.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import type {
  AnnouncedFact,
  CatalogueFact,
  OfUnit,
  PeriodFacts,
  ProcedureRow,
  PublicationFact,
} from "./period-facts.ts"

/** A row whose set of units is named by its place in a table: rows of a group share one. */
type Packed<Row extends OfUnit> = Omit<Row, "members"> & { members: number }
type PackedFacts = Omit<
  PeriodFacts,
  "period" | "procedures" | "catalogue" | "announced" | "publications" | "usage" | "lastYear" | "groups"
> & {
  periodId: string
  procedures: Packed<ProcedureRow>[]
  catalogue: Packed<CatalogueFact>[] | null
  announced: Packed<AnnouncedFact>[]
  publications: Packed<PublicationFact>[]
  lastYear: [string, number][]
  groups: [string, string[]][]
}
type First = { version: 1; indicators: Indicator[]; sets: string[][]; facts: PackedFacts }

/** Tables of imported numbers in one part: what packs into a document with room to spare. */
const SHEETS_IN_PART = 40

/**
 * What the figures of a period were counted from, and the formulas of then, as plain parts to be kept: the lists behind a frozen
 * figure are counted from them by the very rules that gave it. Pure.
 */
export const partsOf = (facts: PeriodFacts, indicators: readonly Indicator[]): unknown[] => {
  const places = new Map<ReadonlySet<string>, number>()
  const packed = <Row extends OfUnit>({ members, ...row }: Row): Packed<Row> => {
    if (!places.has(members)) places.set(members, places.size)
    return { ...row, members: places.get(members) as number }
  }
  const { period, procedures, catalogue, announced, publications, usage, lastYear, groups, ...rest } = facts
  const kept: PackedFacts = {
    ...rest,
    periodId: period.id,
    procedures: procedures.map(packed),
    catalogue: catalogue?.map(packed) ?? null,
    announced: announced.map(packed),
    publications: publications.map(packed),
    lastYear: [...lastYear],
    groups: [...groups].map(([id, members]) => [id, [...members]]),
  }
  const first: First = {
    version: 1,
    indicators: [...indicators],
    sets: [...places.keys()].map((set) => [...set]),
    facts: kept,
  }
  const sheets: UsageSheet[][] = []
  for (let from = 0; from < usage.length; from += SHEETS_IN_PART)
    sheets.push(usage.slice(from, from + SHEETS_IN_PART))
  return [first, ...sheets]
}

/** The same, from its parts. @throws Error for parts nobody here wrote */
export const factsOfParts = (parts: readonly unknown[]): { facts: PeriodFacts; indicators: Indicator[] } => {
  const [first, ...sheets] = parts as [First | undefined, ...UsageSheet[][]]
  const period = first && periodOf(first.facts.periodId)
  if (first?.version !== 1 || !period) throw new Error("these are no frozen facts")
  const sets = first.sets.map((members): ReadonlySet<string> => new Set(members))
  const whole = <Row extends OfUnit>(row: Packed<Row>): Row =>
    ({ ...row, members: sets[row.members] ?? new Set() }) as unknown as Row
  const {
    periodId: _,
    procedures,
    catalogue,
    announced,
    publications,
    lastYear,
    groups,
    ...rest
  } = first.facts
  return {
    indicators: first.indicators,
    facts: {
      ...rest,
      period,
      procedures: procedures.map((row) => whole(row)),
      catalogue: catalogue?.map((row) => whole(row)) ?? null,
      announced: announced.map((row) => whole(row)),
      publications: publications.map((row) => whole(row)),
      usage: sheets.flat().map((sheet) => ({ ...sheet, at: new Date(sheet.at) })),
      lastYear: new Map(lastYear),
      groups: new Map(groups.map(([id, members]) => [id, new Set(members)])),
    },
  }
}
