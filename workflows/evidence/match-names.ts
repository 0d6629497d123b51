import { foldText } from "#models/shared/text.ts"

/** A name by its words, without accents, punctuation and case. */
const wordsOf = (name: string): string[] => [
  ...new Set(
    foldText(name)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .split(" ")
      .filter((word) => word !== "" && !EMPTY_WORDS.has(word)),
  ),
]

/** Words nearly every procedure's name begins or joins with. */
const EMPTY_WORDS = new Set([
  "thu",
  "tuc",
  "va",
  "hoac",
  "cua",
  "cho",
  "doi",
  "voi",
  "ve",
  "cac",
  "la",
  "theo",
])

/** Below this two names have too little in common to trouble anybody with. */
const LEAST_SCORE = 0.75

/** How alike two names are, 0 to 1: the words they share, twice, of all their words. Symmetric; 1 for the same words. */
export const nameScore = (one: string, other: string): number => {
  const [a, b] = [wordsOf(one), new Set(wordsOf(other))]
  if (a.length + b.size === 0) return 0
  return (2 * a.filter((word) => b.has(word)).length) / (a.length + b.size)
}

export type Named = { code: string; name: string }

/** Finds for a name the most alike of many, by the words they share. */
export const nameFinder = (
  procedures: readonly Named[],
): ((name: string) => (Named & { score: number }) | null) => {
  const byWord = new Map<string, number[]>()
  const sizes = procedures.map(({ name }, index) => {
    const words = wordsOf(name)
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), index])
    return words.length
  })
  return (name) => {
    const words = wordsOf(name)
    const shared = new Map<number, number>()
    for (const word of words)
      for (const index of byWord.get(word) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1)
    let best: (Named & { score: number }) | null = null
    for (const [index, common] of shared) {
      const procedure = procedures[index]
      if (!procedure) continue
      const score = (2 * common) / (words.length + (sizes[index] ?? 0))
      // Of two as alike the lower code, so that the same file finds the same.
      if (!best || score > best.score || (score === best.score && procedure.code < best.code))
        best = { ...procedure, score }
    }
    return best && best.score >= LEAST_SCORE ? best : null
  }
}
