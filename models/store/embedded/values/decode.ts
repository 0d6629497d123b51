import {
  Binary,
  BSON,
  BSONSymbol,
  type Document,
  Double,
  Int32,
  isDocument,
  Long,
  ObjectId,
  setField,
} from "./bson.server.ts"
import { sizeOfValue } from "./narrow.ts"

/**
 * Decodes one BSON document so that encoding gives the same bytes again: a JS number stands for what the encoder
 * would write for it (int32 when integral and small, double otherwise); int64, decimals, and doubles with a small
 * integral value keep their class. In one pass; what looks wrong is left to the library, to read or to refuse.
 */
export const decode = (bytes: Uint8Array): Document => {
  try {
    return new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).document()
  } catch (error) {
    if (error !== CUT) throw error
    return decodeByLibrary(bytes)
  }
}

/** Thrown at what the reader leaves to the library. */
const CUT = new Error("not as it should be")

/** True when the encoder would write an int32 for this JS number. */
export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0)

/** What `decode` promises, read by the library. */
const decodeByLibrary = (bytes: Uint8Array): Document =>
  plain(
    BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true, validation: { utf8: false } }),
  ) as Document

function plain(value: unknown): unknown {
  if (value instanceof Int32) return value.value
  if (value instanceof Double) return isInt32(value.value) ? value : value.value
  if (value instanceof BSONSymbol) return value
  if (Array.isArray(value)) return value.map(plain)
  if (!isDocument(value)) return value
  for (const key of Object.keys(value)) value[key] = plain(value[key])
  return value
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
  private readonly bytes: Buffer
  private at = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** @throws CUT */
  document(): Document {
    const end = this.begin()
    const document: Document = {}
    for (let type = this.byte(); type !== 0; type = this.byte()) {
      const name = this.name()
      const value = this.value(type)
      if (name === "__proto__") setField(document, name, value)
      else document[name] = value
    }
    if (this.at !== end) throw CUT
    return document
  }

  private array(): unknown[] {
    const end = this.begin()
    const list: unknown[] = []
    for (let type = this.byte(); type !== 0; type = this.byte()) {
      // Places are counted, as the library does; their names are only stepped over.
      while (this.byte() !== 0);
      list.push(this.value(type))
    }
    if (this.at !== end) throw CUT
    return list
  }

  /** Steps over the length and gives the place where the document must end. */
  private begin(): number {
    const start = this.at
    const size = this.int32()
    if (size < 5 || start + size > this.bytes.length) throw CUT
    return start + size
  }

  private byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw CUT
    return byte
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
        const value = this.byte()
        if (value > 1) throw CUT
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
        return new ObjectId(Uint8Array.prototype.slice.call(this.bytes, from, from + 12))
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
    const value = this.bytes.subarray(from, this.at)
    const element = Buffer.concat([Buffer.from([0, 0, 0, 0, type, 0]), value, Buffer.alloc(1)])
    element.writeInt32LE(element.length, 0)
    return decodeByLibrary(element)[""]
  }

  /** The place before `length` bytes are stepped over. */
  private skip(length: number): number {
    const from = this.at
    this.at += length
    if (length < 0 || this.at > this.bytes.length) throw CUT
    return from
  }

  private int32(): number {
    const { bytes, at } = this
    this.at = at + 4
    if (at + 4 > bytes.length) throw CUT
    return (
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    )
  }

  private double(): unknown {
    const from = this.skip(8)
    const value = this.bytes.readDoubleLE(from)
    // The encoder would write an int32 for a small whole number: keep that it was a double.
    return isInt32(value) ? new Double(value) : value
  }

  private text(): string {
    const size = this.int32()
    const from = this.skip(size)
    if (size < 1 || this.bytes[this.at - 1] !== 0) throw CUT
    return this.bytes.toString("utf8", from, this.at - 1)
  }

  private binary(): unknown {
    const size = this.int32()
    const subtype = this.byte()
    if (subtype === Binary.SUBTYPE_BYTE_ARRAY) {
      // The old kind says its length once more inside.
      this.at -= 5
      return this.rareValue(TYPE.binary)
    }
    const from = this.skip(size)
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
      if (byte === undefined) throw CUT
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
