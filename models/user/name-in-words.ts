import { escapeMarkup } from "../shared/markup.ts"

/** What somebody is called in words, and what everybody else is called: whoever bears the same name is not told apart in words. */
export type NamedIn = { names: readonly string[]; others: readonly string[] }

/** A text as a pattern that finds it. */
export const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&")

/** As it is, and as it stands in the HTML of a mail. */
const bothWays = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => [name, escapeMarkup(name)])),
]

/** The texts that are looked for: those of a name nobody else has. */
export const variantsOf = ({ names, others }: NamedIn): string[] =>
  bothWays(names.filter((name) => name !== "" && !others.includes(name)))

/**
 * Writes `put` for each of somebody's names in a text. “Nguyễn Văn An” is not found in “Nguyễn Văn Anh”, nor in the longer name of
 * somebody the office knows (“Nguyễn Văn An Bình”).
 */
export const nameWriter = (named: NamedIn, put: string): ((text: string) => string) => {
  const own = variantsOf(named)
  if (own.length === 0) return (text) => text
  const longer = bothWays(named.others).filter((other) => own.some((one) => other.includes(one)))
  const all = [...longer, ...own].sort((a, b) => b.length - a.length).map((one) => literally(one))
  const found = new RegExp(`(?<![\\p{L}\\p{N}._-])(?:${all.join("|")})(?![\\p{L}\\p{N}])`, "gu")
  return (text) => text.replace(found, (name) => (own.includes(name) ? put : name))
}
