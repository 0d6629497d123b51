import { deflateSync } from "node:zlib"
import PDFDocument from "pdfkit"

/** Objects kept together: enough to compress well, few enough to read one without the rest. */
const OBJECTS_PER_STREAM = 200

type Reference = {
  id: number
  data: Record<string, unknown>
  compress: boolean
  end(content?: Uint8Array): void
}

/** What PDFKit's document keeps that its types do not show. */
type Internals = {
  _offsets: (number | null)[]
  _offset: number
  _root: Reference
  _info: Reference
  _id: Uint8Array
  page: { write(content: Uint8Array): void } | null
  ref(data: Record<string, unknown>): Reference
  _write(data: string | Uint8Array): void
  flushPages(): void
  push(chunk: null): void
}

const Base = PDFDocument as unknown as new (options: Record<string, unknown>) => Internals

/**
 * PDFKit's document with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8): a tagged table has
 * more structure elements than anything else, and each would cost an entry and some eighty bytes of its own. Everything
 * that later additions may touch (catalogue, pages, fields) stays outside them.
 */
export class CompactPdf extends Base {
  private readonly packed = new Map<number, { stream: number; index: number }>()
  private pending: { id: number; text: string }[] = []
  private content: string[] = []

  /** A number for an object that is put later. */
  reserve(): number {
    this._offsets.push(null)
    return this._offsets.length
  }

  /** Puts the text of an object (not a stream) under a reserved number. */
  put(id: number, text: string): void {
    this.pending.push({ id, text })
    if (this.pending.length === OBJECTS_PER_STREAM) this.writeObjectStream()
  }

  /** Gathers a page's content: PDFKit converts each piece by itself. */
  addContent(data: string): this {
    this.content.push(data)
    return this
  }

  override flushPages(): void {
    if (this.page && this.content.length > 0)
      this.page.write(Buffer.from(`${this.content.join("\n")}\n`, "latin1"))
    this.content = []
    super.flushPages()
  }

  /** An object whose content is compressed already. */
  writeCompressed(stream: Reference, bytes: Uint8Array): void {
    stream.data["Filter"] = "FlateDecode"
    stream.compress = false
    stream.end(bytes)
  }

  private writeObjectStream(): void {
    const objects = this.pending
    this.pending = []
    if (objects.length === 0) return
    const positions: string[] = []
    let length = 0
    for (const { id, text } of objects) {
      positions.push(`${id} ${length}`)
      length += text.length + 1
    }
    const head = `${positions.join(" ")}\n`
    const stream = this.ref({ Type: "ObjStm", N: objects.length, First: head.length })
    for (const [index, { id }] of objects.entries()) this.packed.set(id, { stream: stream.id, index })
    stream.end(Buffer.from(`${head}${objects.map(({ text }) => text).join("\n")}\n`, "latin1"))
  }

  /** Called by PDFKit when all it numbered is written: what follows is the cross-reference stream in place of its table. */
  _finalize(): void {
    this.writeObjectStream()
    const own = this.reserve()
    const start = this._offset
    const rows = this.entries(own, start)
    const data = deflateSync(differences(rows))
    const trailer = [
      "/Type/XRef",
      `/Size ${rows.length}`,
      `/W[${WIDTHS.join(" ")}]`,
      `/Root ${this._root.id} 0 R`,
      `/Info ${this._info.id} 0 R`,
      `/ID[<${hex(this._id)}><${hex(this._id)}>]`,
      "/Filter/FlateDecode",
      `/DecodeParms<</Predictor 12/Columns ${ROW_BYTES}>>`,
      `/Length ${data.length}`,
    ]
    this._write(`${own} 0 obj\n<<${trailer.join("")}>>\nstream`)
    this._write(data)
    this._write(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF`)
    this.push(null)
  }

  private entries(own: number, start: number): Buffer[] {
    const rows = [entry(0, 0, 65_535)]
    for (const [index, offset] of this._offsets.entries()) {
      const packed = this.packed.get(index + 1)
      if (packed) rows.push(entry(2, packed.stream, packed.index))
      else if (index + 1 === own) rows.push(entry(1, start, 0))
      else if (offset !== null) rows.push(entry(1, offset, 0))
      else throw new Error(`object ${index + 1} was numbered but never written`)
    }
    return rows
  }
}

const WIDTHS = [1, 4, 2]
const ROW_BYTES = 7

function entry(type: number, field: number, last: number): Buffer {
  const row = Buffer.alloc(ROW_BYTES)
  row.writeUInt8(type, 0)
  row.writeUInt32BE(field, 1)
  row.writeUInt16BE(last, 5)
  return row
}

/** Each row less the one above it (PNG's predictor "up"): neighbours differ in one byte or two. */
function differences(rows: readonly Buffer[]): Buffer {
  const bytes = Buffer.alloc(rows.length * (ROW_BYTES + 1))
  let above = Buffer.alloc(ROW_BYTES)
  let at = 0
  for (const row of rows) {
    bytes[at++] = 2
    for (let i = 0; i < ROW_BYTES; i++) bytes[at++] = (row[i] as number) - (above[i] as number)
    above = row as Buffer<ArrayBuffer>
  }
  return bytes
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")
