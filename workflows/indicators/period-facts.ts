import type { Period } from "#models/indicator/period.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"

/** Whose a row is: the unit, or the group that stands for every unit among `members`. */
export type OfUnit = { unitId: string; members: ReadonlySet<string> }

/** A public procedure of ours at one unit, on the reading day. */
export type ProcedureRow = OfUnit & {
  code: string
  name: string
  /** Parts the record lacks (NĐ 63/2010 Điều 8(2)); none where it is complete. */
  missingParts: string[]
  isEligible: boolean
  hasFee: boolean
  /** A fee that is not 0 everywhere. */
  costs: boolean
  givesResult: boolean
  isForCitizens: boolean
}

/** A row of the catalogue in force on the reading day. */
export type CatalogueFact = OfUnit & {
  serviceId: string
  serviceCode: string
  code: string
  name: string
  level: ServiceLevel
  isProactive: boolean
  /** Whether a portal showed it on that day. */
  isPublic: boolean
}

/** A procedure that a decision dated in the period makes new, amends or ends. */
export type AnnouncedFact = OfUnit & {
  code: string
  name: string
  decision: string
  decidedOn: IsoDay
  /** Newest effective day among its legal bases; null where the register of legal bases knows none. */
  effectiveOn: IsoDay | null
  isOnTime: boolean
}

/** What a decision asks to be made public, and when it was. */
export type PublicationFact = OfUnit & {
  code: string
  name: string
  decision: string
  decidedOn: IsoDay
  dueOn: IsoDay
  publishedOn: IsoDay | null
}

/** A unit's task of a plan with its last day. */
export type TaskFact = {
  id: string
  name: string
  unitId: string
  due: IsoDay
  doneOn: IsoDay | null
}

export type RemarkFact = { id: string; code: string; name: string; unitId: string; isAnswered: boolean }

/**
 * All that the counts of one period are told from, read once: own records as they stood on the reading day, and what was imported.
 * Null parts: nobody has that data.
 */
export type PeriodFacts = {
  period: Period
  /** The day own records are read on. */
  readOn: IsoDay
  procedures: ProcedureRow[]
  /** Null before a first catalogue was in force. */
  catalogue: CatalogueFact[] | null
  announced: AnnouncedFact[]
  publications: PublicationFact[]
  /** The last day of a decision that had to be public by the period's reckoning: its end + 5 working days (QĐ 766). */
  publicationsUntil: IsoDay
  tasks: TaskFact[] | null
  remarks: RemarkFact[]
  usage: UsageSheet[]
  /** Dossiers received the year before, per unit; empty where none were imported. */
  lastYear: ReadonlyMap<string, number>
  /** The units that groups stand for on the reading day. */
  groups: ReadonlyMap<string, ReadonlySet<string>>
}

/** Whether a row is in a figure of a unit; of the province (null) is every row. */
export const isOf = (
  row: { unitId: string; members?: ReadonlySet<string> },
  unitId: string | null,
): boolean => unitId === null || row.unitId === unitId || row.members?.has(unitId) === true

/** Whether what a unit sent in is in a figure of a unit, of a group of units, or of the province (null). */
export const isSentBy = (
  sender: string,
  unitId: string | null,
  { groups }: Pick<PeriodFacts, "groups">,
): boolean => unitId === null || sender === unitId || groups.get(unitId)?.has(sender) === true
