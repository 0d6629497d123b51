import { crc32, deflateRawSync } from "node:zlib"

export type ZipPart = { name: string; content: string | Uint8Array; declaredSize?: number }

/** A zip archive made by hand, so that tests can lie in it: parts in order, deflated, sizes as declared. */
export const aZip = (parts: ZipPart[]): Buffer => {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, content, declaredSize } of parts) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const fileName = Buffer.from(name)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(raw), 0)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(declaredSize ?? raw.length, 8)
    const common = Buffer.concat([
      Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x4a]),
      sizes,
      Buffer.from([fileName.length, 0, 0, 0]),
    ])
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, fileName, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    centrals.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, place, fileName]),
    )
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write("PK\u0005\u0006", "latin1")
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"

/** The parts of a workbook with one sheet of the given rows (`<row>…</row>`). */
export const workbookParts = (sheetData: string, extra: ZipPart[] = []): ZipPart[] => [
  {
    name: "[Content_Types].xml",
    content: xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
  },
  {
    name: "_rels/.rels",
    content: xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
  },
  {
    name: "xl/workbook.xml",
    content: xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="TTHC" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    ),
  },
  {
    name: "xl/_rels/workbook.xml.rels",
    content: xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId7" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
  },
  {
    name: "xl/worksheets/sheet1.xml",
    content: xml(`<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`),
  },
  ...extra,
]

const columnLetter = (index: number): string => String.fromCharCode(65 + index)

/** Rows of text cells; a cell given as `{ formula }` or `{ number }` is one. */
export const sheetRows = (rows: (string | { formula: string } | { number: string })[][]): string =>
  rows
    .map((cells, row) => {
      const inside = cells.map((cell, column) => {
        const address = `${columnLetter(column)}${row + 1}`
        if (typeof cell === "string")
          return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`
        if ("number" in cell) return `<c r="${address}"><v>${cell.number}</v></c>`
        return `<c r="${address}" t="str"><f>${cell.formula}</f><v>1</v></c>`
      })
      return `<row r="${row + 1}">${inside.join("")}</row>`
    })
    .join("")
