import { readFileSync } from "node:fs"
import { create, type Font } from "fontkit"
import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"

/** One of our faces, to hold an embedded one against. */
export type OwnFace = {
  /** As fonts are named inside a file: `Tinos-Bold`. */
  name: string
  font: Font
  tables: ReadonlyMap<string, Buffer>
}

let own: OwnFace[] | undefined
/** The faces we draw with. */
export const ourFaces = (): readonly OwnFace[] => {
  own ??= Object.values(FONT_FILES).map((file) => {
    const bytes = readFileSync(file)
    const font = create(bytes) as Font
    return { name: font.postscriptName, font, tables: tablesIn(bytes) ?? new Map() }
  })
  return own
}

/** What a part of a face has (ISO 32000-1, 9.9); a table more is drawn from by some programs and not by others. */
const TABLES = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"]
/** Bytes in which a part of a face differs from the whole: its sum, how it says where glyphs begin, how many it has. */
const OF_THE_PART: Record<string, readonly [from: number, to: number][]> = {
  head: [
    [8, 12],
    [50, 52],
  ],
  hhea: [[34, 36]],
  maxp: [[4, 6]],
  prep: [],
  fpgm: [],
  "cvt ": [],
}
/** Bytes of a table's place in the list at the beginning, and of that list's head (OpenType, «Organization of an OpenType Font»). */
const LIST = { head: 12, place: 16 }

/** Tables by name; null for a list that names one twice or more than the file holds. */
function tablesIn(bytes: Buffer): Map<string, Buffer> | null {
  const tables = new Map<string, Buffer>()
  const count = bytes.readUInt16BE(4)
  for (let at = LIST.head; at < LIST.head + count * LIST.place; at += LIST.place) {
    const name = bytes.toString("latin1", at, at + 4)
    const [from, length] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)]
    if (tables.has(name) || from + length > bytes.length) return null
    tables.set(name, bytes.subarray(from, from + length))
  }
  return tables
}

/**
 * Whether an embedded program is that part of our face which has these letters: the same outlines, hints and measures, byte
 * for byte, and no table beside them.
 * @param letters glyph → letter it is read as
 * @throws RangeError for a program cut short
 */
export const isPartOf = (
  { font, tables: whole }: OwnFace,
  program: Buffer,
  letters: ReadonlyMap<number, number>,
): boolean => {
  const part = tablesIn(program)
  if (part === null || [...part.keys()].sort().join() !== TABLES.join()) return false
  if (!Object.entries(OF_THE_PART).every(([name, but]) => isSameBut(part.get(name), whole.get(name), but)))
    return false
  const [glyphs, ownGlyphs] = [glyphsIn(part), glyphsIn(whole)]
  // Glyph → which of ours it is: the empty box, the letters, and what those are put together from.
  const known = new Map([[0, 0]])
  for (const [glyph, code] of letters) {
    if (code === 0) continue
    if (!font.hasGlyphForCodePoint(code)) return false
    known.set(glyph, font.glyphForCodePoint(code).id)
  }
  for (const [glyph, ours] of known) {
    const [drawn, wanted] = [glyphs.bytes(glyph), ownGlyphs.bytes(ours)]
    if (glyphs.measure(glyph) !== ownGlyphs.measure(ours)) return false
    const expected = Buffer.from(wanted)
    for (const place of componentsOf(wanted)) {
      const [inPart, inOurs] = [drawn.readUInt16BE(place), wanted.readUInt16BE(place)]
      if ((known.get(inPart) ?? inOurs) !== inOurs) return false
      known.set(inPart, inOurs)
      expected.writeUInt16BE(inPart, place)
    }
    if (!drawn.equals(expected)) return false
  }
  return known.size === glyphs.count
}

const isSameBut = (
  part: Buffer | undefined,
  whole: Buffer | undefined,
  but: readonly (readonly [from: number, to: number])[],
): boolean => {
  if (!part || !whole) return false
  const [one, other] = [Buffer.from(part), Buffer.from(whole)]
  for (const [from, to] of but) for (const table of [one, other]) table.fill(0, from, to)
  return one.equals(other)
}

/** Outlines and measures by the number of a glyph. */
function glyphsIn(tables: ReadonlyMap<string, Buffer>) {
  const [head, hhea, loca, glyf, hmtx, maxp] = ["head", "hhea", "loca", "glyf", "hmtx", "maxp"].map(
    (name) => tables.get(name) ?? Buffer.alloc(0),
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer]
  const isLong = head.readUInt16BE(50) === 1
  const startOf = (glyph: number) =>
    isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2
  const measured = hhea.readUInt16BE(34)
  return {
    count: maxp.readUInt16BE(4),
    bytes: (glyph: number): Buffer => glyf.subarray(startOf(glyph), startOf(glyph + 1)),
    /** How far the next letter is, and how far it begins from the last. */
    measure: (glyph: number): string => {
      const last = measured - 1
      const advance = hmtx.readUInt16BE(Math.min(glyph, last) * 4)
      const bearing = glyph <= last ? glyph * 4 + 2 : measured * 4 + (glyph - measured) * 2
      return `${advance} ${hmtx.readInt16BE(bearing)}`
    },
  }
}

/** Flags of a part of a letter put together from others (OpenType, `glyf`). */
const PART = { words: 0x1, scaled: 0x8, more: 0x20, scaledTwice: 0x40, turned: 0x80 }

/** Where, in a glyph put together from others, their numbers stand. */
function componentsOf(glyph: Buffer): number[] {
  const places: number[] = []
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return places
  for (let at = 10, flags = PART.more; flags & PART.more; ) {
    flags = glyph.readUInt16BE(at)
    places.push(at + 2)
    const scale = flags & PART.scaled ? 2 : flags & PART.scaledTwice ? 4 : flags & PART.turned ? 8 : 0
    at += (flags & PART.words ? 8 : 6) + scale
  }
  return places
}
