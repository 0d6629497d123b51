import { inflateSync } from "node:zlib"
import { countOf, headersIn, isPlainDictionary } from "./saving-objects.ts"
import { trailerEntries } from "./trailer-entries.ts"

/**
 * Whether all programs find the same objects in a drawing, most of which stand in others (object streams): what its table names is all
 * there is, each once, and each stream holds exactly those that are said to be in it.
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
