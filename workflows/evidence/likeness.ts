import { foldText } from "#models/shared/text.ts"

/** What a procedure is compared by: its name, its fields and who announced it. */
export type Comparable = { code: string; name: string; marks: string[]; fullProcess: boolean | null }

/** How many of the most alike procedures the nation marks as *toàn trình*. */
export type Likeness = {
  /** At most ten: those most alike that carry a flag. */
  of: number
  full: number
  nearest: { code: string; name: string; fullProcess: boolean }[]
}

const NEIGHBOURS = 10

/**
 * Compares procedures by the words and pairs of words they share, rare ones counting more (tf-idf, cosine). Pure and
 * deterministic: of two as alike the lower code comes first. A likeness is a hint for the officer, never a reason in law.
 */
export const likenessFinder = (procedures: readonly Comparable[]): ((code: string) => Likeness) => {
  const parts = procedures.map(partsOf)
  const holders = new Map<string, number[]>()
  for (const [index, some] of parts.entries())
    for (const part of some) {
      const known = holders.get(part)
      if (known) known.push(index)
      else holders.set(part, [index])
    }
  const weight = (part: string) => Math.log(procedures.length / (holders.get(part)?.length ?? 1)) ** 2
  const lengths = parts.map((some) => Math.sqrt(some.reduce((sum, part) => sum + weight(part), 0)))
  const places = new Map(procedures.map(({ code }, index) => [code, index]))

  return (code) => {
    const own = places.get(code)
    if (own === undefined) return { of: 0, full: 0, nearest: [] }
    const shared = new Map<number, number>()
    for (const part of parts[own] ?? [])
      for (const index of holders.get(part) ?? []) shared.set(index, (shared.get(index) ?? 0) + weight(part))
    const nearest = [...shared]
      .flatMap(([index, sum]) => {
        const other = procedures[index]
        if (!other || other.fullProcess === null || index === own || sum === 0) return []
        const { name, fullProcess } = other
        return [{ code: other.code, name, fullProcess, score: sum / (lengths[index] ?? 1) }]
      })
      .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
      .slice(0, NEIGHBOURS)
      .map(({ score: _, ...rest }) => rest)
    return { of: nearest.length, full: nearest.filter(({ fullProcess }) => fullProcess).length, nearest }
  }
}

function partsOf({ name, marks }: Comparable): string[] {
  const words = foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  return [...new Set([...words, ...pairs, ...marks.map((mark) => `#${mark}`)])]
}
