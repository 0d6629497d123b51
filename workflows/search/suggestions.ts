import type { Part } from "./read-query.ts"
import type { Searchable } from "./word-index.ts"
import { typedWordsOf } from "./words.ts"

/** Other words to search by, and how many rows they find. */
export type Suggestion = { text: string; count: number }

const MOST_SUGGESTIONS = 3

/** What was typed with the words of the best row, accents and all, in the place of mistyped ones; null when all were taken as typed. */
export const meantBy = (
  typed: readonly Part[],
  read: readonly Part[],
  row: Searchable | undefined,
): string | null => {
  if (read === typed) return null
  const words = [...(row?.names ?? []), ...(row?.context ?? [])].flatMap(typedWordsOf)
  const asWritten = (folded: string) => words.find((word) => word.folded === folded)?.typed
  return typed
    .map((part, place) => {
      if (read[place] === part) return part.typed
      const written = read[place]?.alternatives.map((reading) => reading.map(asWritten))
      return written?.find((reading) => !reading.includes(undefined))?.join(" ") ?? part.typed
    })
    .join(" ")
}

/** The longest runs of a query's parts that find something, when the whole finds nothing. */
export const shorterQueries = (
  parts: readonly Part[],
  count: (some: readonly Part[]) => number,
): Suggestion[] => {
  for (let length = parts.length - 1; length > 0; length--) {
    const found = Array.from({ length: parts.length - length + 1 }, (_, from) =>
      parts.slice(from, from + length),
    ).flatMap((some) => {
      const rows = count(some)
      return rows > 0 ? [{ text: some.map(({ typed }) => typed).join(" "), count: rows }] : []
    })
    if (found.length > 0)
      return [...new Map(found.map((one) => [one.text, one])).values()]
        .sort((one, other) => one.count - other.count)
        .slice(0, MOST_SUGGESTIONS)
  }
  return []
}
