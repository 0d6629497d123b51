import { annexHeading } from "#models/catalogue-edition/annex-headings.ts"
import type { EditionTotals } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  annualOf,
  editionsInForceOn,
  isRecalledOn,
  replacerOf,
} from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import type { RowFigures } from "#models/catalogue-edition/figures/row-lists.ts"
import {
  decisionOf,
  editionName,
  type IssuedEdition,
  type IssuedErratum,
  type Recalled,
} from "#models/catalogue-edition/issued-edition.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"

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
  errata: IssuedErratum[]
  recalled: Recalled | null
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

/** Where an edition stands among the others: what replaced it, what amends it, what it amends, what its recall left. */
export type EditionStanding = {
  replacedBy: DecisionReference | null
  amendedBy: DecisionReference[]
  amends: DecisionReference | null
  /** The annual decision in force since the recall of this one; null where it was not recalled, or nothing is. */
  leftInForce: DecisionReference | null
  /** The annual decision it amended was recalled, and it fell with it. */
  fellWith: { decision: DecisionReference; on: IsoDay } | null
}

export const standingOf = (
  one: IssuedEdition,
  issued: readonly IssuedEdition[],
  today: IsoDay,
): EditionStanding => {
  const annual = annualOf(one, issued)
  const replacer = annual && replacerOf(annual, issued, today)
  const left = one.recalled && editionsInForceOn(issued, dayOf(new Date(one.recalled.at)))
  const isAmendmentOfIt = (other: IssuedEdition) =>
    one.kind === "ANNUAL"
      ? other.kind === "AMENDMENT" && annualOf(other, issued)?.editionId === one.editionId
      : other.amends === one.editionId
  return {
    replacedBy: replacer ? decisionOf(replacer) : null,
    amendedBy: issued
      .filter((other) => isAmendmentOfIt(other) && !isRecalledOn(other, today))
      .map(decisionOf),
    amends: one.kind === "AMENDMENT" && annual ? decisionOf(annual) : null,
    fellWith:
      annual?.recalled && annual.editionId !== one.editionId && isRecalledOn(annual, today)
        ? { decision: decisionOf(annual), on: dayOf(new Date(annual.recalled.at)) }
        : null,
    leftInForce: left ? decisionOf(left.base) : null,
  }
}

/** Figures of the rows shown: for the edition in force they count the amendments in. */
export type CatalogueFigures = RowFigures & Pick<EditionTotals, "entries" | "levels" | "byAdminLevel">
