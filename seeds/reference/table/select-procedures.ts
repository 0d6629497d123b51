import type { Procedure } from "#models/procedure/procedure.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
import { papersOf, stepTextOf } from "./condensed-row.ts"
import type { LevelsIn2022 } from "./levels-in-2022.ts"
import { showsVisitOrPresence } from "./steps-in-own-words.ts"

export type Candidate = { procedure: Procedure } & LevelsIn2022

/** Rows wanted per lowest level of government, and the most one field may take of them. */
const WANTED: { level: AdminLevel; rows: number; perField: number }[] = [
  { level: "PROVINCE", rows: 210, perField: 6 },
  { level: "DISTRICT", rows: 105, perField: 16 },
  { level: "COMMUNE", rows: 105, perField: 14 },
]
/** The most fields a ministry may bring at a level: few fields with several rows each read better than many with one. */
const FIELDS_PER_MINISTRY = 6

/** Branches of central bodies keep catalogues of their own: a few of their procedures are enough. */
const CENTRAL = /^(?:G01|G11|G12-TC04|G12-TC07|G12-TC18|G19|G24)/
const CENTRAL_FIELDS = 2
const CENTRAL_PER_FIELD = 2

/** Highest numbers given before 2023, by first digit: later codes are procedures of later years. */
const LAST_BEFORE_2023: Record<string, string> = { "1": "1.011600", "2": "2.002510", "3": "3.000240" }

/** Đắk Nông has no coast and no railway: sea and islands, railways, aviation. */
const NOT_HERE = /^(?:G13-TN01|G04-GT03|G04-GT06)$/
const OF_THE_SEA = /hang hai|cang bien|tau bien|(?:tren|o) bien|vung bien|lan bien|khu vuc bien|hai dao/

/** Whether a record has everything a row needs and belongs to every province. */
export const isSuitable = ({ procedure, levels }: Candidate): boolean =>
  /^G\d\d$/.test(procedure.announcer.code) &&
  procedure.state === "PUBLIC" &&
  /^G\d\d-/.test(procedure.fields[0]?.code ?? "") &&
  !NOT_HERE.test(procedure.fields[0]?.code ?? "") &&
  !OF_THE_SEA.test(foldText(procedure.name)) &&
  levels.length > 0 &&
  procedure.name.length <= 220 &&
  procedure.services.length <= 3 &&
  procedure.submissionMethods.length > 0 &&
  procedure.results.length > 0 &&
  papersOf(procedure).length > 0 &&
  procedure.cases.some((one) => one.steps.some(({ text }) => text.length > 100)) &&
  !(levels.includes("COMMUNE") && levels.length === 1 && CENTRAL.test(procedure.fields[0]?.code ?? "")) &&
  !(levels.includes("DISTRICT") && CENTRAL.test(procedure.fields[0]?.code ?? ""))

/**
 * Chooses the rows of the table: ministries in turn, within each its fields in turn (those with most procedures known before
 * 2023 first), within a field those that the list of 2022 knows, then those with a code of before 2023, then the rest; among
 * equals those with a visit or a person who must come, so that training meets them. Deterministic.
 */
export const selectProcedures = (candidates: readonly Candidate[]): Candidate[] =>
  WANTED.flatMap(({ level, rows, perField }) => {
    const ofLevel = candidates.filter(({ levels }) => lowestOf(levels) === level).sort(byPreference)
    const ministries = Map.groupBy(ofLevel, (candidate) => fieldOf(candidate).slice(0, 3))
    const queues = [...ministries].sort(byKey).map(([, all]) => inTurns(fieldQueues(all, perField)))
    return inTurns(queues).slice(0, rows)
  }).sort((a, b) => compare(a.procedure.code, b.procedure.code))

function fieldQueues(candidates: readonly Candidate[], perField: number): Candidate[][] {
  const fields = [...Map.groupBy(candidates, fieldOf)].sort(
    ([a, one], [b, other]) => knownBefore2023(other) - knownBefore2023(one) || compare(a, b),
  )
  const central = fields.filter(([code]) => CENTRAL.test(code)).slice(0, CENTRAL_FIELDS)
  const own = fields.filter(([code]) => !CENTRAL.test(code)).slice(0, FIELDS_PER_MINISTRY)
  return [
    ...own.map(([, all]) => all.slice(0, perField)),
    ...central.map(([, all]) => all.slice(0, CENTRAL_PER_FIELD)),
  ]
}

const fieldOf = ({ procedure }: Candidate): string => procedure.fields[0]?.code ?? ""
const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => compare(a, b)

const lowestOf = (levels: readonly AdminLevel[]): AdminLevel => levels.at(-1) ?? "PROVINCE"

const rankOf = ({ procedure, source }: Candidate): number => {
  if (source === "LIST_OF_2022") return 0
  const last = LAST_BEFORE_2023[procedure.code.charAt(0)]
  const isOld = last !== undefined && procedure.code <= last
  return isOld ? 1 : source === "FLAGS" ? 3 : 2
}

const knownBefore2023 = (candidates: readonly Candidate[]): number =>
  candidates.filter((candidate) => rankOf(candidate) <= 1).length

const needsPeople = ({ procedure }: Candidate): boolean => showsVisitOrPresence(stepTextOf(procedure))

const byPreference = (a: Candidate, b: Candidate): number =>
  rankOf(a) - rankOf(b) ||
  Number(needsPeople(b)) - Number(needsPeople(a)) ||
  b.procedure.services.length - a.procedure.services.length ||
  compare(a.procedure.code, b.procedure.code)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** First of each, then second of each, and so on. */
function inTurns<T>(queues: readonly T[][]): T[] {
  const longest = Math.max(0, ...queues.map((queue) => queue.length))
  return Array.from({ length: longest }, (_, turn) =>
    queues.flatMap((queue) => queue.slice(turn, turn + 1)),
  ).flat()
}
