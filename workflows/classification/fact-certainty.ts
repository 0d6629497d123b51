import type { EvidenceFact } from "#models/registration/registration.ts"
import { isStated } from "./correct-facts.ts"
import { TELLING_WORDS } from "./facts.ts"

/** How a fact came to be known: an officer stated it, words only hint at it, the record holds a mark for it, words say it. */
export type FactCertainty = "STATED" | "HINTED" | "MARKED" | "READ"

const HINTS = new Set(TELLING_WORDS.filter(({ hints }) => hints).map(({ id }) => id))

/** How sure a fact of a suggestion is. */
export const certaintyOf = (fact: EvidenceFact): FactCertainty => {
  if (isStated(fact)) return "STATED"
  if (HINTS.has(fact.id)) return "HINTED"
  return fact.quote === "" ? "MARKED" : "READ"
}
