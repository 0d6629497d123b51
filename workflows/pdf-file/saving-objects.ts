import { inflateSync } from "node:zlib"
import { trailerEntries } from "./trailer-entries.ts"

/** Where an object begins: `12 0 obj`. */
type Header = { number: number; generation: number; offset: number; body: number }

/** As widely as programs look for objects when they do not trust the table. */
const HEADER = /(\d{1,10})[\s\0]+(\d{1,10})[\s\0]+obj/gu

const headersIn = (text: string): Header[] =>
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

/**
 * The same of the first saving, most of whose objects stand in others (object streams): what its table names is all there is, each
 * once, and each stream holds exactly those that are said to be in it.
 * @param reference where its own table begins
 */
export const isDrawnPlainly = (
  file: Buffer,
  { start, end, objects }: { start: number; end: number; objects: ReadonlyMap<number, number> | null },
  reference: number,
): boolean => {
  const text = file.toString("latin1", start, end)
  const headers = headersIn(text)
  const held = new Map<number, number[]>()
  for (const [number, offset] of objects ?? []) {
    const here = held.get(offset)
    if (here) here.push(number)
    else held.set(offset, [number])
  }
  const isNamed = headers.every(({ number, generation, offset, body }) => {
    const here = held.get(offset)
    if (generation !== 0 || !isPlainDictionary(text, body)) return false
    if (offset === reference) return true
    if (!here?.includes(number)) return false
    const inside = here.filter((one) => one !== number)
    return inside.length === 0 || isSameSet(numbersInside(file, text, body), inside)
  })
  const places = headers.filter(({ offset }) => offset !== reference)
  return (
    isNamed &&
    places.length === held.size &&
    countOf(text, "trailer") <= 1 &&
    countOf(text, "startxref") === 1 &&
    countOf(text, "%%EOF") === 1
  )
}

const isSameSet = (a: readonly number[] | null, b: readonly number[]): boolean => {
  const all = new Set(a)
  return a?.length === b.length && all.size === b.length && b.every((one) => all.has(one))
}

/** Bytes an object stream of ours may unpack to; it holds a hundred small objects. */
const MOST_INSIDE = 4_000_000

/** Numbers of the objects in the object stream whose dictionary follows at `at`; null when it is no plain one. */
function numbersInside(file: Buffer, text: string, at: number): number[] | null {
  const from = text.indexOf("<<", at)
  const read = trailerEntries(text, from)
  if (read?.entries.get("Type") !== "/ObjStm") return null
  const [length, first, count] = ["Length", "First", "N"].map((name) => Number(read.entries.get(name)))
  const data = /^\s*stream\r?\n/u.exec(text.slice(read.end, read.end + 20))
  if (!data || !length || !first || !count) return null
  const begin = read.end + data[0].length
  const inside = unpacked(file.subarray(begin, begin + length), read.entries.get("Filter"))
  if (inside === null) return null
  const numbers = inside.slice(0, first).trim().split(/\s+/u).map(Number)
  const places = numbers.filter((_, index) => index % 2 === 1)
  if (numbers.length !== 2 * count || !places.every((place) => isPlainDictionary(inside, first + place)))
    return null
  return numbers.filter((_, index) => index % 2 === 0)
}

function unpacked(bytes: Buffer, filter: string | undefined): string | null {
  if (filter !== "/FlateDecode") return filter === undefined ? bytes.toString("latin1") : null
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_INSIDE }).toString("latin1")
  } catch {
    return null
  }
}

/** What is no dictionary holds no names. */
function isPlainDictionary(text: string, at: number): boolean {
  const from = text.slice(at).search(/[^\0\t\n\f\r ]/u) + at
  return !text.startsWith("<<", from) || trailerEntries(text, from) !== null
}

const countOf = (text: string, mark: string): number => text.split(mark).length - 1
