import type { RecallOutcome } from "#models/campaign/recall-outcome.ts"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { type ReadCatalogue, readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import type { ChangedRow } from "#workflows/delivery/messages-for-recall.ts"

/** What a recall changes in what is in force. */
export type RecallEffect = {
  /** Every service whose row stands on another decision than before, or on none. */
  changes: ChangedRow[]
  /** Other editions that were in force until then: the amendments that fall with an annual decision. */
  fallen: IssuedEdition[]
}

/** What is in force before a recall and after it, compared. */
export const recallEffect = async (
  recalled: IssuedEdition,
  issued: readonly IssuedEdition[],
  { follows, reason, at }: { follows: RecallOutcome | undefined; reason: string; at: Date },
): Promise<RecallEffect> => {
  const today = dayOf(at)
  const undone = {
    ...recalled,
    recalled: { at: at.toISOString(), reason, follows: follows ?? ("NOTHING_IN_FORCE" as const) },
  }
  const after = issued.map((one) => (one.editionId === recalled.editionId ? undone : one))
  const was = await readInForceOn(issued, today)
  const is = await readInForceOn(after, today)
  const standing = new Set(editionIdsOf(is))
  const gone = new Set(editionIdsOf(was).filter((id) => !standing.has(id) && id !== recalled.editionId))
  return { changes: changedRows(was, is), fallen: issued.filter(({ editionId }) => gone.has(editionId)) }
}

/** A digest over what the recall changes: which service stands on which decision after it. Nobody is asked twice about the same. */
export const digestOfRecall = ({ changes, fallen }: RecallEffect): string =>
  digestOf({
    rows: changes.map(({ serviceId, before, after }) => [
      serviceId,
      before?.standsOn.editionId ?? "",
      after?.standsOn.editionId ?? "",
    ]),
    fallen: fallen.map(({ editionId }) => editionId),
  })

/** How many services online until then leave the portals, and how many are sent as an earlier decision has them. */
export const countsOf = ({ changes }: RecallEffect): { withdrawn: number; restated: number } => ({
  withdrawn: changes.filter(({ before, after }) => isOnlineRow(before) && !isOnlineRow(after)).length,
  restated: changes.filter(({ after }) => isOnlineRow(after)).length,
})

const isOnlineRow = (row: CatalogueRow | undefined): boolean =>
  row !== undefined && isOnlineLevel(row.entry.level)

const editionIdsOf = (read: ReadCatalogue | null): string[] =>
  read ? [read.base, ...read.amendments].map(({ editionId }) => editionId) : []

function changedRows(was: ReadCatalogue | null, is: ReadCatalogue | null): ChangedRow[] {
  const now = new Map((is?.rows ?? []).map((row) => [row.entry.serviceId, row]))
  const then = new Map((was?.rows ?? []).map((row) => [row.entry.serviceId, row]))
  const standsOn = (row: CatalogueRow | undefined) => row?.standsOn.editionId ?? null
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((serviceId) => ({ serviceId, before: then.get(serviceId), after: now.get(serviceId) }))
    .filter(({ before, after }) => standsOn(before) !== standsOn(after))
}
