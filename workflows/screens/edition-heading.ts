import { annexHeading } from "#models/catalogue-edition/annex-headings.ts"
import type { EditionTotals } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  type DecisionReference,
  decisionOf,
  editionName,
  type IssuedEdition,
} from "#models/catalogue-edition/issued-edition.ts"
import type { CatalogueView } from "./catalogue-view.server.ts"

/** What every public page says about an edition. Plain data. */
export type EditionHeading = {
  editionId: string
  name: string
  year: number
  kind: IssuedEdition["kind"]
  decision: DecisionReference
  signatory: IssuedEdition["signatory"]
  digest: string
  /** Headings of the annexes that are files of their own. */
  annexes: string[]
  errata: { letter: string; text: string; at: string }[]
  recalled: { at: string; reason: string } | null
}

export const headingOf = (issued: IssuedEdition): EditionHeading => ({
  editionId: issued.editionId,
  name: editionName(issued),
  year: issued.year,
  kind: issued.kind,
  decision: decisionOf(issued),
  signatory: issued.signatory,
  digest: issued.digest,
  annexes: issued.annexes.map((_, index, all) => annexHeading(index, all.length)),
  errata: issued.errata,
  recalled: issued.recalled,
})

/** Where an edition stands among the others: what replaced it, what amends it, what it amends. */
export type EditionStanding = {
  replacedBy: DecisionReference | null
  amendedBy: DecisionReference[]
  amends: DecisionReference | null
}

export const standingOf = (one: IssuedEdition, issued: readonly IssuedEdition[]): EditionStanding => {
  const valid = issued.filter(({ recalled }) => recalled === null)
  const root = rootOf(one, issued)
  const later = valid
    .filter(({ kind, decision }) => kind === "ANNUAL" && decision.day >= root.decision.day)
    .filter((other) => isAfter(other, root))
    .sort((a, b) => (isAfter(a, b) ? 1 : -1))
  const next = later[0]
  const amended = issued.find(({ editionId }) => editionId === one.amends)
  return {
    replacedBy: next ? decisionOf(next) : null,
    amendedBy: valid.filter(({ amends }) => amends === one.editionId).map(decisionOf),
    amends: amended ? decisionOf(amended) : null,
  }
}

const isAfter = (a: IssuedEdition, b: IssuedEdition): boolean =>
  a.year !== b.year ? a.year > b.year : a.sequence > b.sequence

/** The annual edition an amendment belongs to; itself for an annual one. */
const rootOf = (one: IssuedEdition, issued: readonly IssuedEdition[]): IssuedEdition => {
  const amended = one.amends === null ? null : issued.find(({ editionId }) => editionId === one.amends)
  return amended && isAfter(one, amended) ? rootOf(amended, issued) : one
}

/** Figures of the rows shown: for the edition in force they count the amendments in. */
export type CatalogueFigures = Pick<EditionTotals, "entries" | "levels" | "byAdminLevel"> & {
  procedures: number
  agencies: number
  fields: number
}

export const distinctOf = (rows: CatalogueView["rows"]) => ({
  procedures: new Set(rows.map(({ entry }) => entry.procedure.code)).size,
  agencies: new Set(rows.map(({ entry }) => entry.agency.id)).size,
  fields: new Set(rows.map(({ entry }) => entry.field.code)).size,
})
