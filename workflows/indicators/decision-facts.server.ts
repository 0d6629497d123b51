import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { decisionOf, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { numberOf } from "#models/legal-basis/act-name.ts"
import { findLegalActs } from "#models/legal-basis/legal-act.repository.server.ts"
import type { RecordShown } from "#models/outbox/live-records.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { type WorkCalendar, workingDaysFrom } from "#models/shared/working-days.ts"
import { serviceOfRecord } from "#workflows/portal-record/unit-batches.ts"
import type { AnnouncedFact, PublicationFact } from "./period-facts.ts"
import { ANNOUNCING_DAYS, PUBLISHING_DAYS } from "./publishing-days.ts"

/**
 * Procedures that our decisions dated in a span make new or amend, each decision's once (QĐ 766, 1.1). On time: dated at least five
 * working days before the newest effective day among the procedure's legal bases; where none is known it is not shown to be.
 */
export const announcedIn = async (
  issued: readonly IssuedEdition[],
  { from, to }: { from: IsoDay; to: IsoDay },
  calendar: WorkCalendar,
): Promise<AnnouncedFact[]> => {
  const facts: AnnouncedFact[] = []
  for (const one of issued) {
    const { day } = one.decision
    if (day < from || day > to) continue
    const edition = await one.load()
    const changed = edition.entries.filter(({ change }) => change !== "KEPT")
    const newest = await newestBases(changed)
    const placeOf = places()
    for (const entry of firstOfEach(changed)) {
      const effectiveOn = newest.get(entry.procedure.code) ?? null
      facts.push({
        ...placeOf(entry),
        decision: numberText(one),
        decidedOn: day,
        effectiveOn,
        isOnTime: effectiveOn !== null && day <= workingDaysFrom(effectiveOn, -ANNOUNCING_DAYS, calendar),
      })
    }
  }
  return facts
}

/** The newest day on which a legal basis of a procedure took effect, by code; those nobody dated are passed over. */
async function newestBases(entries: readonly CatalogueEntry[]): Promise<Map<string, IsoDay>> {
  const numbers = (entry: CatalogueEntry) =>
    entry.procedure.legalBases.flatMap((basis) => numberOf(basis) ?? [])
  const acts = await findLegalActs(entries.flatMap(numbers))
  const newest = new Map<string, IsoDay>()
  for (const entry of entries)
    for (const number of numbers(entry)) {
      const from = acts.get(number)?.validFrom
      if (from && from > (newest.get(entry.procedure.code) ?? "")) newest.set(entry.procedure.code, from)
    }
  return newest
}

/**
 * What our decisions dated by a day sent to the portals, per procedure, and when the last of its records was first seen at one
 * (QĐ 766, 1.2; the receipts of the outbox). Decisions whose records another act overtook before they were sent are not asked.
 */
export const publicationsBy = async (
  issued: readonly IssuedEdition[],
  shown: readonly RecordShown[],
  day: IsoDay,
  calendar: WorkCalendar,
): Promise<PublicationFact[]> => {
  const byEdition = Map.groupBy(
    shown.filter(({ operation, state }) => operation !== "WITHDRAW" && state !== "superseded"),
    ({ editionId }) => editionId,
  )
  const facts: PublicationFact[] = []
  for (const one of issued) {
    const sent = byEdition.get(one.editionId)
    if (!sent || one.decision.day > day) continue
    const firstSeen = firstSeenOf(sent, day)
    const dueOn = workingDaysFrom(one.decision.day, PUBLISHING_DAYS, calendar)
    const edition = await one.load()
    const placeOf = places()
    for (const entries of entriesByProcedure(edition, firstSeen)) {
      const [first] = entries
      if (!first) continue
      const days = entries.map(({ serviceId }) => firstSeen.get(serviceId) ?? null)
      facts.push({
        ...placeOf(first),
        decision: numberText(one),
        decidedOn: one.decision.day,
        dueOn,
        publishedOn: days.includes(null) ? null : (days.sort().at(-1) ?? null),
      })
    }
  }
  return facts
}

/** The first day each service was seen at a portal by a day; null: not yet. */
function firstSeenOf(sent: readonly RecordShown[], day: IsoDay): Map<string, IsoDay | null> {
  const seen = Map.groupBy(sent, ({ recordId }) => serviceOfRecord(recordId))
  return new Map(
    [...seen].map(([id, records]) => [
      id,
      records
        .flatMap(({ liveOn }) => (liveOn && liveOn <= day ? [liveOn] : []))
        .sort()
        .at(0) ?? null,
    ]),
  )
}

const entriesByProcedure = (
  edition: FrozenEdition,
  sent: ReadonlyMap<string, unknown>,
): CatalogueEntry[][] => [
  ...Map.groupBy(
    edition.entries.filter(({ serviceId }) => sent.has(serviceId)),
    ({ procedure }) => procedure.code,
  ).values(),
]

const firstOfEach = (entries: readonly CatalogueEntry[]): CatalogueEntry[] =>
  [...new Map(entries.toReversed().map((entry) => [entry.procedure.code, entry])).values()].reverse()

/** Whose an entry is; the units of a group are one set for all of its rows. */
const places = () => {
  const sets = new Map<string, ReadonlySet<string>>()
  return ({ procedure, unit }: CatalogueEntry) => {
    const members = sets.get(unit.id) ?? new Set(unit.members.map(({ id }) => id))
    sets.set(unit.id, members)
    return { code: procedure.code, name: procedure.name, unitId: unit.id, members }
  }
}

const numberText = (one: IssuedEdition): string => `QĐ ${decisionOf(one).number}`
