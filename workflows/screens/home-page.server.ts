import { type DecisionReference, decisionOf } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { figuresOf } from "./catalogue-page.server.ts"
import { viewInForce } from "./catalogue-view.server.ts"
import { type CatalogueFigures, type EditionHeading, headingOf } from "./edition-heading.ts"

/** The catalogue in force in a few figures; null while nothing has been issued. */
export const getHomePage = async (): Promise<{
  heading: EditionHeading
  figures: CatalogueFigures
  amendments: DecisionReference[]
} | null> => {
  const view = await viewInForce(await findIssuedEditions())
  if (!view) return null
  return {
    heading: headingOf(view.base),
    figures: figuresOf(view.rows),
    amendments: view.amendments.map(decisionOf),
  }
}
