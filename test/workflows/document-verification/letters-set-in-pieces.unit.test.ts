import { PDF } from "@libpdf/core"
import PDFDocument from "pdfkit"
import { expect, test } from "vitest"
import { openDrawn } from "#workflows/document-verification/drawn-form/drawn-file.ts"
import { FONT_RULES } from "#workflows/document-verification/drawn-form/drawn-fonts.server.ts"
import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"

/** A page set with shaping. */
const shaped = async (text: string): Promise<Uint8Array> => {
  const document = new PDFDocument({ compress: false })
  const parts: Buffer[] = []
  document.on("data", (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => document.on("end", resolve))
  document.font(FONT_FILES.regular).text(text)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}
const faultsIn = async (bytes: Uint8Array) => {
  const file = openDrawn(await PDF.load(bytes), [])
  return FONT_RULES.map((rule) => rule.faultIn(file))
}

test("letters that shaping moves, as earlier releases did, look as they are read", async () => {
  const bytes = await shaped("AVATAR: Quyết định công bố, phi fi")
  const file = Buffer.from(bytes).toString("latin1")
  expect(file).toMatch(/<[0-9a-f]+> [\d.-]+ <[0-9a-f]+>.*TJ/u)
  expect(await faultsIn(bytes)).toEqual([null])
  const other = Buffer.from(file.replace("<0051>", "<0050>"), "latin1")
  expect(await faultsIn(new Uint8Array(other))).toEqual([expect.stringContaining("khác với chữ đọc được")])
})
