import { Binary, type Document, Double, Long, ObjectId, setField } from "./bson.server.ts"
import { decodeByLibrary, isInt32 } from "./library-decode.ts"
import { sizeOfValue } from "./narrow.ts"

/**
 * Reads a document in one pass, straight into the form `decode` promises. What looks wrong, and types long out of use, are
 * left to the library: then the answer is null.
 */
export const fastDecode = (bytes: Buffer): Document | null => {
  const reader = new Reader(bytes)
  const document = reader.document()
  return reader.gaveUp ? null : document
}

const TYPE = {
  double: 1,
  text: 2,
  document: 3,
  array: 4,
  binary: 5,
  objectId: 7,
  boolean: 8,
  date: 9,
  null: 10,
  int32: 16,
  int64: 18,
} as const

const UUID = 4
const TWO_32 = 0x1_0000_0000

/** Field names seen before, by a hash of their bytes: few are ever new, and making a text costs more than comparing. */
const NAMES: (string | undefined)[] = new Array(4096)
const LONGEST_NAME = 64

class Reader {
  gaveUp = false
  private readonly bytes: Buffer
  private at = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  document(): Document {
    const end = this.begin()
    const document: Document = {}
    while (!this.gaveUp) {
      const type = this.bytes[this.at++] ?? 0
      if (type === 0) break
      const name = this.name()
      const value = this.value(type)
      if (name === "__proto__") setField(document, name, value)
      else document[name] = value
    }
    if (this.at !== end) this.gaveUp = true
    return document
  }

  private array(): unknown[] {
    const end = this.begin()
    const list: unknown[] = []
    while (!this.gaveUp) {
      const type = this.bytes[this.at++] ?? 0
      if (type === 0) break
      // Places are counted, as the library does; their names are only stepped over.
      while (this.at < end && this.bytes[this.at] !== 0) this.at += 1
      this.at += 1
      list.push(this.value(type))
    }
    if (this.at !== end) this.gaveUp = true
    return list
  }

  /** Steps over the length and gives the place where the document must end. */
  private begin(): number {
    const start = this.at
    const size = this.int32()
    const end = start + size
    if (size < 5 || end > this.bytes.length) this.gaveUp = true
    return end
  }

  private value(type: number): unknown {
    switch (type) {
      case TYPE.text:
        return this.text()
      case TYPE.document:
        return this.document()
      case TYPE.array:
        return this.array()
      case TYPE.int32:
        return this.int32()
      case TYPE.boolean: {
        const value = this.bytes[this.at++]
        if (value !== 0 && value !== 1) this.gaveUp = true
        return value === 1
      }
      case TYPE.null:
        return null
      case TYPE.double:
        return this.double()
      case TYPE.date: {
        const low = this.int32()
        return new Date(this.int32() * TWO_32 + (low >>> 0))
      }
      case TYPE.objectId: {
        const from = this.skip(12)
        return this.gaveUp ? null : new ObjectId(Uint8Array.prototype.slice.call(this.bytes, from, from + 12))
      }
      case TYPE.int64: {
        const low = this.int32()
        return new Long(low, this.int32())
      }
      case TYPE.binary:
        return this.binary()
      default:
        return this.rareValue(type)
    }
  }

  /** Read by the library, as a document of its own. */
  private rareValue(type: number): unknown {
    const from = this.skip(sizeOfValue(this.bytes, type, this.at))
    if (this.gaveUp) return null
    const value = this.bytes.subarray(from, this.at)
    const element = Buffer.concat([Buffer.from([0, 0, 0, 0, type, 0]), value, Buffer.alloc(1)])
    element.writeInt32LE(element.length, 0)
    return decodeByLibrary(element)[""]
  }

  /** The place before `length` bytes are stepped over. */
  private skip(length: number): number {
    const from = this.at
    this.at += length
    if (length < 0 || this.at > this.bytes.length) this.gaveUp = true
    return from
  }

  private int32(): number {
    const { bytes, at } = this
    this.at = at + 4
    if (at + 4 > bytes.length) {
      this.gaveUp = true
      return 0
    }
    return (
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    )
  }

  private double(): unknown {
    const from = this.skip(8)
    const value = this.gaveUp ? 0 : this.bytes.readDoubleLE(from)
    // The encoder would write an int32 for a small whole number: keep that it was a double.
    return isInt32(value) ? new Double(value) : value
  }

  private text(): string {
    const size = this.int32()
    const from = this.skip(size)
    if (size < 1 || this.gaveUp || this.bytes[this.at - 1] !== 0) {
      this.gaveUp = true
      return ""
    }
    return this.bytes.toString("utf8", from, this.at - 1)
  }

  private binary(): unknown {
    const size = this.int32()
    const subtype = this.bytes[this.at++]
    if (subtype === Binary.SUBTYPE_BYTE_ARRAY) {
      // The old kind says its length once more inside.
      this.at -= 5
      return this.rareValue(TYPE.binary)
    }
    const from = this.skip(size)
    if (this.gaveUp) return null
    const value = new Binary(this.bytes.subarray(from, this.at), subtype)
    return subtype === UUID && size === 16 ? value.toUUID() : value
  }

  private name(): string {
    const { bytes } = this
    const from = this.at
    let to = from
    let hash = 0
    let all = 0
    for (let byte = bytes[to]; byte !== 0; byte = bytes[++to]) {
      if (byte === undefined) {
        this.gaveUp = true
        return ""
      }
      hash = (Math.imul(hash, 31) + byte) | 0
      all |= byte
    }
    this.at = to + 1
    if (to - from > LONGEST_NAME || all > 0x7f) return bytes.toString("utf8", from, to)
    const slot = (hash ^ (hash >>> 12)) & (NAMES.length - 1)
    const known = NAMES[slot]
    if (known !== undefined && isAt(known, bytes, from, to)) return known
    const name = bytes.toString("latin1", from, to)
    NAMES[slot] = name
    return name
  }
}

function isAt(name: string, bytes: Buffer, from: number, to: number): boolean {
  if (name.length !== to - from) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[from + i]) return false
  return true
}
