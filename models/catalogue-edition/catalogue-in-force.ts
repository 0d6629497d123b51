import { endsRowsOf, type ProcedureRepeal } from "#models/procedure-repeal/procedure-repeal.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { CatalogueEntry, FrozenEdition } from "./catalogue-edition.ts"
import { correctedBy } from "./corrected-rows.ts"
import type { AmendedDecision, DecisionReference } from "./decision-reference.ts"
import { entryNameInText } from "./entry-name.ts"
import { decisionOf, type IssuedEdition, type IssuedErratum } from "./issued-edition.ts"

/** One service as the public sees it, and the decision its level stands on. */
export type CatalogueRow = { entry: CatalogueEntry; standsOn: DecisionReference }

/** An issued edition with its rows read. */
export type ReadEdition = Pick<IssuedEdition, "editionId" | "kind" | "decision"> & {
  edition: Pick<FrozenEdition, "entries">
  /** What corrects the wording of its rows; they are read as corrected from the day it was recorded. */
  errata?: readonly IssuedErratum[]
}

/** What of an issued edition decides whether it is in force; errata correct wording alone and are not asked. */
export type IssuedAct = Pick<
  IssuedEdition,
  "editionId" | "year" | "sequence" | "kind" | "amends" | "decision" | "recalled"
>

/** An annual edition and the amendments made to it, oldest first. */
export type EditionsInForce<E> = { base: E; amendments: E[] }

/**
 * Which editions are in force on a day, from all that was ever issued, in any order: the newest annual one and every
 * amendment of it, each from the day its decision says until the day of its recall. Amendments stand on the annual edition, not
 * on each other, and a recalled annual one brings the one before it back only where its recall says so. Whether an edition
 * was archived makes no difference. Null when nothing is in force. The one place that knows; everything asks it.
 */
export const editionsInForceOn = <E extends IssuedAct>(
  issued: readonly E[],
  day: IsoDay,
): EditionsInForce<E> | null => {
  const taken = issued.filter(({ decision }) => effectiveDayOf(decision) <= day).sort(byDecision)
  const base = annualOn(taken, day)
  if (!base) return null
  const amendments = taken.filter(
    (one) =>
      one.kind === "AMENDMENT" &&
      !isRecalledOn(one, day) &&
      annualOf(one, issued)?.editionId === base.editionId,
  )
  return { base, amendments }
}

/** Whether it was recalled on that day or before. */
export const isRecalledOn = ({ recalled }: Pick<IssuedAct, "recalled">, day: IsoDay): boolean =>
  recalled !== null && dayOf(new Date(recalled.at)) <= day

/** The annual edition an edition belongs to: itself, or the one it amends, also by way of earlier amendments. */
export const annualOf = <E extends IssuedAct>(one: E, issued: readonly E[]): E | null => {
  const passed = new Set<string>()
  let at: E | undefined = one
  while (at && at.kind !== "ANNUAL" && !passed.has(at.editionId)) {
    passed.add(at.editionId)
    const amended: string | null = at.amends
    at = issued.find(({ editionId }) => editionId === amended)
  }
  return at?.kind === "ANNUAL" ? at : null
}

/** The annual edition that took an annual edition's place by that day and was not undone; null when none did. */
export const replacerOf = <E extends IssuedAct>(annual: E, issued: readonly E[], day: IsoDay): E | null =>
  issued
    .filter(({ kind, decision }) => kind === "ANNUAL" && effectiveDayOf(decision) <= day)
    .filter((other) => byDecision(other, annual) > 0)
    .filter((other) => !(isRecalledOn(other, day) && other.recalled?.follows === "FORMER_RETURNS"))
    .sort(byDecision)[0] ?? null

/** `taken` by decision, oldest first. */
function annualOn<E extends IssuedAct>(taken: readonly E[], day: IsoDay): E | null {
  for (const annual of taken.filter(({ kind }) => kind === "ANNUAL").reverse()) {
    if (!isRecalledOn(annual, day)) return annual
    if (annual.recalled?.follows !== "FORMER_RETURNS") return null
  }
  return null
}

/**
 * The rows in force, in print order: those of the annual edition, with every service an amendment names taken from that
 * amendment. What an amendment does not name stays as it was. `day`: until when errata count; all of them where none is named.
 */
export const rowsInForce = (
  base: ReadEdition,
  amendments: readonly ReadEdition[],
  day: IsoDay | null = null,
): CatalogueRow[] => {
  const rows = new Map<string, CatalogueRow>()
  for (const issued of [base, ...amendments]) {
    const corrected = correctedBy(errataBy(issued, day))
    for (const entry of issued.edition.entries)
      rows.set(entry.serviceId, { entry: corrected(entry), standsOn: decisionOf(issued) })
  }
  return amendments.length === 0 ? [...rows.values()] : inPrintOrder([...rows.values()], base)
}

/** The errata of an edition that count by a day. */
export const errataBy = (
  { errata = [] }: Pick<ReadEdition, "errata">,
  day: IsoDay | null,
): readonly IssuedErratum[] => errata.filter(({ at }) => day === null || dayOf(new Date(at)) <= day)

/**
 * The rows that stand on a day though procedures were repealed: those of a procedure that is no more are gone from its last
 * day, unless their decision was issued after that was known.
 */
export const withoutRepealed = (
  rows: readonly CatalogueRow[],
  repeals: readonly Pick<ProcedureRepeal, "code" | "effectiveOn" | "at">[],
  issued: readonly Pick<IssuedEdition, "editionId" | "issuedOn">[],
  day: IsoDay,
): CatalogueRow[] => {
  if (repeals.length === 0) return [...rows]
  const issuedOn = new Map(issued.map((one) => [one.editionId, one.issuedOn]))
  return rows.filter(({ entry, standsOn }) => {
    const on = issuedOn.get(standsOn.editionId)
    return !repeals.some(
      (repeal) => repeal.code === entry.procedure.code && on !== undefined && endsRowsOf(repeal, on, day),
    )
  })
}

/**
 * The decisions that carry the rows an amendment of these services changes, and by which ones each had been amended; a service
 * that is not in force yet is added to the annual one. `amendments` oldest first.
 */
export const amendedDecisions = (
  base: ReadEdition,
  amendments: readonly ReadEdition[],
  serviceIds: readonly string[],
): AmendedDecision[] => {
  const carriers = new Map<string, string>()
  const amenders = new Map<string, Set<string>>([[base.editionId, new Set()]])
  for (const { editionId, edition } of [base, ...amendments]) {
    if (editionId !== base.editionId) amenders.get(base.editionId)?.add(editionId)
    amenders.set(editionId, amenders.get(editionId) ?? new Set())
    for (const { serviceId } of edition.entries) {
      const before = carriers.get(serviceId)
      if (before !== undefined) amenders.get(before)?.add(editionId)
      carriers.set(serviceId, editionId)
    }
  }
  const changed = new Set(serviceIds.map((id) => carriers.get(id) ?? base.editionId))
  const referenceOf = (ids: ReadonlySet<string>) =>
    [base, ...amendments].filter(({ editionId }) => ids.has(editionId)).map(decisionOf)
  return referenceOf(changed).map((decision) => ({
    ...decision,
    amendedBy: referenceOf(amenders.get(decision.editionId) ?? new Set()),
  }))
}

/** From when it is in force: the day its text says. */
export const effectiveDayOf = ({ day, effectiveOn }: IssuedAct["decision"]): IsoDay => effectiveOn ?? day

/** Whether an edition was decided after another. */
export const isLater = (one: IssuedAct, other: IssuedAct): boolean => byDecision(one, other) > 0

const byDecision = (a: IssuedAct, b: IssuedAct): number =>
  compareText(a.decision.day, b.decision.day) || a.year - b.year || a.sequence - b.sequence

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Level of government → agency as the annual edition orders them, new ones last → field → name. */
function inPrintOrder(rows: CatalogueRow[], base: ReadEdition): CatalogueRow[] {
  const agencies = new Map<string, number>()
  for (const { agency } of base.edition.entries)
    if (!agencies.has(agency.id)) agencies.set(agency.id, agencies.size)
  const rank = ({ agency }: CatalogueEntry) => agencies.get(agency.id) ?? agencies.size
  return rows.sort(
    ({ entry: a }, { entry: b }) =>
      ADMIN_LEVELS.indexOf(a.adminLevel) - ADMIN_LEVELS.indexOf(b.adminLevel) ||
      rank(a) - rank(b) ||
      compareVietnamese(a.agency.name, b.agency.name) ||
      compareVietnamese(a.field.name, b.field.name) ||
      compareVietnamese(entryNameInText(a), entryNameInText(b)) ||
      compareText(a.serviceId, b.serviceId),
  )
}
