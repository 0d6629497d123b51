import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"
import { statableFact } from "./statable-facts.ts"

type Corrected = {
  facts: EvidenceFact[]
  standing: FactCorrection[]
  /** Made for words the record no longer has: to be looked at again, and without effect until then. */
  lapsed: FactCorrection[]
}

/**
 * The facts of a record as officers corrected them, in the order of the corrections; the last word on a fact stands. A
 * correction made when the record said something else about it has lapsed. Pure; without corrections the facts as given.
 */
export const correctFacts = (
  read: readonly EvidenceFact[],
  corrections: readonly FactCorrection[],
): Corrected => {
  const standing = corrections.filter((one) => one.reading === readingOf(read, one.factId))
  const facts = standing.reduce(withCorrection, [...read])
  return { facts, standing, lapsed: corrections.filter((one) => !standing.includes(one)) }
}

function withCorrection(facts: EvidenceFact[], correction: FactCorrection): EvidenceFact[] {
  const { kind, factId, value, basis, byName } = correction
  const against = kind === "STATED" ? (statableFact(factId)?.against ?? []) : []
  const others = facts.filter(({ id }) => id !== factId && !against.includes(id))
  return kind === "DENIED"
    ? others
    : [...others, { id: factId, value, quote: basis, source: `${BY_AN_OFFICER}${byName}` }]
}

/** How the source of a fact begins that an officer stated. */
const BY_AN_OFFICER = "Đính chính của "

/** Whether an officer stated the fact. */
export const isStated = ({ source }: EvidenceFact): boolean => source.startsWith(BY_AN_OFFICER)

/**
 * What a record says about the matter of a fact (`presence`, `fee` …), as text to compare: while it is the same, a correction
 * of the fact stands.
 */
export const readingOf = (read: readonly EvidenceFact[], factId: string): string =>
  JSON.stringify(
    read
      .filter(({ id }) => matterOf(id) === matterOf(factId))
      .map(({ id, value, quote }) => [id, value, quote]),
  )

/** `onsite-hint.words` and `onsite.inspection` are one matter. */
const matterOf = (factId: string): string => (factId.split(".")[0] ?? "").replace(/-hint$/, "")
