/** Entries of a trailer, or of the dictionary of a cross-reference stream, as they are written, and where it ends. */
export type TrailerEntries = { entries: Map<string, string>; end: number }

/** No program takes other letters for blanks (ISO 32000-1, 7.2.2), though JavaScript does. */
const BLANKS = /[\0\t\n\f\r ]*/uy
const NAME = /\/([^\0\s()<>[\]{}/%#]+)/uy
const NAME_AS_VALUE = /\/[^\0\s()<>[\]{}/%]*/uy
/** A number, a reference, a keyword. */
const PLAIN = /[^\0\s()<>[\]{}/%#]+/uy

/**
 * Reads the dictionary that begins at `at`. Programs differ in what they make of a name that stands twice, of a name in
 * disguise (`#50rev`) and of comments, so that none of them is taken: all must read the same. Null for anything but a
 * dictionary.
 */
export const trailerEntries = (text: string, at: number): TrailerEntries | null => {
  if (!text.startsWith("<<", at)) return null
  const entries = new Map<string, string>()
  let place = after(BLANKS, text, at + 2)
  while (!text.startsWith(">>", place)) {
    NAME.lastIndex = place
    const name = NAME.exec(text)?.[1]
    const from = NAME.lastIndex
    if (name === undefined || entries.has(name)) return null
    place = endOfValue(text, from)
    if (place < 0) return null
    entries.set(name, text.slice(from, place).trim())
  }
  return { entries, end: place + 2 }
}

const after = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Where the value at `at` and the blanks after it end: at the next name or the end of the dictionary; -1 when malformed. */
function endOfValue(text: string, at: number): number {
  let place = endOfObject(text, after(BLANKS, text, at))
  for (;;) {
    if (place < 0) return -1
    place = after(BLANKS, text, place)
    if (text[place] === "/" || text.startsWith(">>", place)) return place
    place = endOfObject(text, place)
  }
}

function endOfObject(text: string, at: number): number {
  if (text.startsWith("<<", at)) return trailerEntries(text, at)?.end ?? -1
  if (text[at] === "<") return closing(text, at, ">")
  if (text[at] === "(") return endOfString(text, at)
  if (text[at] === "/") return moved(NAME_AS_VALUE, text, at)
  if (text[at] !== "[") return moved(PLAIN, text, at)
  let place = after(BLANKS, text, at + 1)
  while (place >= 0 && text[place] !== "]") {
    place = endOfObject(text, place)
    if (place >= 0) place = after(BLANKS, text, place)
  }
  return place < 0 ? -1 : place + 1
}

const moved = (pattern: RegExp, text: string, at: number): number => {
  const end = after(pattern, text, at)
  return end > at ? end : -1
}

const closing = (text: string, at: number, mark: string): number => {
  const end = text.indexOf(mark, at + 1)
  return end < 0 ? -1 : end + 1
}

function endOfString(text: string, at: number): number {
  let depth = 0
  for (let place = at; place < text.length; place++) {
    if (text[place] === "\\") place++
    else if (text[place] === "(") depth++
    else if (text[place] === ")" && --depth === 0) return place + 1
  }
  return -1
}
