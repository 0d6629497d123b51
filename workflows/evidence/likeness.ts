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
  const ids = new Map<string, number>()
  const holders: number[][] = []
  const parts = procedures.map((procedure, index) =>
    partsOf(procedure).map((part) => {
      const id = ids.get(part) ?? ids.size
      if (id === ids.size) {
        ids.set(part, id)
        holders.push([])
      }
      holders[id]?.push(index)
      return id
    }),
  )
  const weights = Float64Array.from(holders, ({ length }) => Math.log(procedures.length / length) ** 2)
  const lengths = parts.map((some) => Math.sqrt(some.reduce((sum, id) => sum + (weights[id] ?? 0), 0)))
  const places = new Map(procedures.map(({ code }, index) => [code, index]))
  const shared = new Float64Array(procedures.length)

  return (code) => {
    const own = places.get(code)
    if (own === undefined) return { of: 0, full: 0, nearest: [] }
    shared.fill(0)
    for (const id of parts[own] ?? []) {
      const weight = weights[id] ?? 0
      for (const index of holders[id] ?? []) shared[index] = (shared[index] ?? 0) + weight
    }
    const nearest: Neighbour[] = []
    for (const [index, other] of procedures.entries()) {
      const sum = shared[index] ?? 0
      if (sum === 0 || index === own || other.fullProcess === null) continue
      const { code: named, name, fullProcess } = other
      insert(nearest, { code: named, name, fullProcess, score: sum / (lengths[index] ?? 1) })
    }
    const found = nearest.map(({ code: named, name, fullProcess }) => ({ code: named, name, fullProcess }))
    return { of: found.length, full: found.filter(({ fullProcess }) => fullProcess).length, nearest: found }
  }
}

type Neighbour = Likeness["nearest"][number] & { score: number }

const isNearer = (one: Neighbour, other: Neighbour): boolean =>
  one.score > other.score || (one.score === other.score && one.code < other.code)

/** Keeps so many of the nearest, in order. */
function insert(nearest: Neighbour[], one: Neighbour): void {
  const last = nearest.at(-1)
  if (nearest.length === NEIGHBOURS && last && !isNearer(one, last)) return
  const at = nearest.findIndex((other) => isNearer(one, other))
  nearest.splice(at < 0 ? nearest.length : at, 0, one)
  if (nearest.length > NEIGHBOURS) nearest.pop()
}

function partsOf({ name, marks }: Comparable): string[] {
  const words = foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  return [...new Set([...words, ...pairs, ...marks.map((mark) => `#${mark}`)])]
}
