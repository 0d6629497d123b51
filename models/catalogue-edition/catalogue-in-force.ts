import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { CatalogueEntry, FrozenEdition } from "./catalogue-edition.ts"
import { type DecisionReference, decisionOf, type IssuedEdition } from "./issued-edition.ts"

/** One service as the public sees it, and the decision its level stands on. */
export type CatalogueRow = { entry: CatalogueEntry; standsOn: DecisionReference }

/** An issued edition with its rows read. */
export type ReadEdition = Pick<IssuedEdition, "editionId" | "kind" | "decision"> & {
  edition: Pick<FrozenEdition, "entries">
}

/**
 * Which editions are in force: the newest annual one that was not recalled, and the amendments made to it (or to one
 * of its amendments), oldest first. Null when nothing has been issued. `issued` in any order.
 */
export const editionsInForce = <E extends IssuedEdition>(
  issued: readonly E[],
): { base: E; amendments: E[] } | null => {
  const standing = issued.filter(({ recalled }) => recalled === null).sort(byDecision)
  const base = standing.findLast(({ kind }) => kind === "ANNUAL")
  if (!base) return null
  const within = new Set([base.editionId])
  const amendments: E[] = []
  for (const one of standing) {
    if (one.kind !== "AMENDMENT" || one.amends === null || !within.has(one.amends)) continue
    within.add(one.editionId)
    amendments.push(one)
  }
  return { base, amendments }
}

/**
 * The rows in force, in print order: those of the annual edition, with every service an amendment names taken from that
 * amendment. What an amendment does not name stays as it was.
 */
export const rowsInForce = (base: ReadEdition, amendments: readonly ReadEdition[]): CatalogueRow[] => {
  const rows = new Map<string, CatalogueRow>()
  for (const issued of [base, ...amendments])
    for (const entry of issued.edition.entries)
      rows.set(entry.serviceId, { entry, standsOn: decisionOf(issued) })
  return amendments.length === 0 ? [...rows.values()] : inPrintOrder([...rows.values()], base)
}

const byDecision = (a: IssuedEdition, b: IssuedEdition): number =>
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
      compareVietnamese(a.serviceName, b.serviceName) ||
      compareText(a.serviceId, b.serviceId),
  )
}
