import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { decisionOf } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { figuresOf } from "./catalogue-page.server.ts"
import { viewInForceOn } from "./catalogue-view.server.ts"
import { type CatalogueFigures, type EditionHeading, headingOf } from "./edition-heading.ts"

/** The catalogue in force today in a few figures; null when nothing is. */
export const getHomePage = async ({
  clock,
}: {
  clock: Clock
}): Promise<{
  heading: EditionHeading
  figures: CatalogueFigures
  amendments: DecisionReference[]
} | null> => {
  const view = await viewInForceOn(await findIssuedEditions(), dayOf(clock.now()))
  if (!view) return null
  return {
    heading: headingOf(view.base),
    figures: figuresOf(view.rows),
    amendments: view.amendments.map(decisionOf),
  }
}
