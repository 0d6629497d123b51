import { trailerEntries } from "./trailer-entries.ts"

/** Where an object begins: `12 0 obj`. */
type Header = { number: number; generation: number; offset: number; body: number }

/** As widely as programs look for objects when they do not trust the table. */
const HEADER = /(\d{1,10})[\s\0]+(\d{1,10})[\s\0]+obj/gu

export const headersIn = (text: string): Header[] =>
  [...text.matchAll(HEADER)].map(({ 0: all, 1: number, 2: generation, index }) => ({
    number: Number(number),
    generation: Number(generation),
    offset: index,
    body: index + all.length,
  }))

/**
 * The numbers of the objects in a later saving; null unless all programs find the same ones there, those that trust its table
 * and those that search its bytes: each number once, none beside those listed, dictionaries without a name twice or in
 * disguise, one trailer, one end.
 * @param listed where the table says they begin, from the beginning of the file; null where the table is not read here
 */
export const objectsWritten = (
  file: Buffer,
  { start, end }: { start: number; end: number },
  listed: ReadonlyMap<number, number> | null,
): Set<number> | null => {
  const text = file.toString("latin1", start, end)
  const headers = headersIn(text)
  const numbers = new Set(headers.map(({ number }) => number))
  const isListed =
    listed === null ||
    (headers.length === listed.size &&
      headers.every(
        ({ number, generation, offset }) => generation === 0 && listed.get(number) === start + offset,
      ))
  const isPlain =
    numbers.size === headers.length &&
    isListed &&
    headers.every(({ body }) => isPlainDictionary(text, body)) &&
    countOf(text, "trailer") <= 1 &&
    countOf(text, "startxref") === 1 &&
    countOf(text, "%%EOF") === 1
  return isPlain ? numbers : null
}

/** What is no dictionary holds no names. */
export function isPlainDictionary(text: string, at: number): boolean {
  const from = text.slice(at).search(/[^\0\t\n\f\r ]/u) + at
  return !text.startsWith("<<", from) || trailerEntries(text, from) !== null
}

export const countOf = (text: string, mark: string): number => text.split(mark).length - 1
