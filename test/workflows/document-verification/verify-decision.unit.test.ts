import { PDF, PdfString } from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { getField, showLine } from "#workflows/pdf-file/filled-fields.server.ts"

const edition = aFrozenEdition({ rows: 12 })
const other = aFrozenEdition({ rows: 15 })
let drawn: Uint8Array
let sealed: Uint8Array
beforeAll(async () => {
  drawn = (await drawDecision(edition, FACTS)).bytes
  sealed = await withOffice((office) => issue(office, drawn))
})

/** Rules that do not hold. */
const failing = async (bytes: Uint8Array, digest?: string): Promise<string[]> =>
  (await verifyDecision(bytes, digest === undefined ? {} : { digest })).checks
    .filter(({ ok }) => !ok)
    .map(({ rule }) => rule)

/** A decision printed from one edition that carries the mark and attachments of another. */
const drawnFrom = async (printed: FrozenEdition, carried: FrozenEdition): Promise<Uint8Array> =>
  (
    await renderPdf(
      { ...composeDecision(printed, FACTS), edition: { id: carried.id, digest: carried.digest } },
      { createdAt: carried.frozenAt, attachments: editionAttachments(carried) },
    )
  ).bytes

test("an issued decision holds, and the report says who signed what and when", async () => {
  const report = await verifyDecision(sealed, { digest: edition.digest })
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  expect(report).toMatchObject({
    ok: true,
    documentNumber: "15/QĐ-UBND",
    edition: { id: edition.id, digest: edition.digest },
    signatures: [
      {
        kind: "PERSONAL",
        signer: "Đinh Thị Bích Vân",
        signedAt: "2023-05-12T09:00:00+07:00",
        valid: true,
        coversWholeFile: false,
      },
      {
        kind: "AGENCY",
        signer: "Ủy ban nhân dân tỉnh Đắk Nông",
        signedAt: "2023-05-12T10:00:00+07:00",
        valid: true,
        coversWholeFile: true,
      },
    ],
  })
})

test("a decision numbered before it was signed holds too", async () => {
  const issued = await withOffice(async (office) =>
    office.seal(await office.sign(await office.number(drawn))),
  )
  expect(await failing(issued)).toEqual([])
})

test("a decision holds whatever levels its catalogue has", async () => {
  for (const partialEvery of [0, 1]) {
    const one = aFrozenEdition({ rows: 7, partialEvery })
    const { bytes } = await drawDecision(one, FACTS)
    expect(await failing(await withOffice((office) => issue(office, bytes)), one.digest)).toEqual([])
  }
})

test("a decision on its way is not yet whole", async () => {
  await withOffice(async (office) => {
    expect(await failing(drawn)).toEqual(["personalSignature", "agencySignature", "additions", "number"])
    const signed = await office.sign(drawn)
    expect(await failing(signed)).toEqual(["agencySignature", "additions", "number"])
    expect(await failing(await office.number(signed))).toEqual(["agencySignature", "additions"])
    expect(await failing(await office.seal(signed))).toEqual(["additions", "number"])
    expect(await failing(await office.seal(await office.number(drawn)))).toEqual([
      "personalSignature",
      "additions",
    ])
  })
})

test("another catalogue than the one expected is refused", async () => {
  expect(await failing(sealed, other.digest)).toEqual(["expected"])
})

test("a swapped attachment is refused though every signature holds", async () => {
  const { bytes } = await renderPdf(composeDecision(edition, FACTS), {
    createdAt: edition.frozenAt,
    attachments: editionAttachments(other),
  })
  const issued = await withOffice((office) => issue(office, bytes))
  expect(await failing(issued)).toEqual(["digest", "article1", "decisionText", "annexRows"])
  const [json] = editionAttachments(edition)
  const [, sheet] = editionAttachments(other)
  if (!json || !sheet) throw new Error("two attachments were expected")
  const mixed = await renderPdf(composeDecision(edition, FACTS), {
    createdAt: edition.frozenAt,
    attachments: [json, sheet],
  })
  expect(await failing(await withOffice((office) => issue(office, mixed.bytes)))).toEqual(["sheet"])
})

test("a print that differs from the catalogue it carries is refused", async () => {
  const issued = await withOffice(async (office) => issue(office, await drawnFrom(other, edition)))
  expect(await failing(issued, edition.digest)).toEqual(["article1", "decisionText", "annexRows"])
})

test("totals that are not those of the rows are refused", async () => {
  const { id, draft, digest: _digest, ...content } = edition
  const lying = { ...content, totals: { ...content.totals, levels: { ...content.totals.levels, FULL: 99 } } }
  const carried = { id, draft, ...lying, digest: editionDigest(lying) }
  const issued = await withOffice(async (office) => issue(office, await drawnFrom(carried, carried)))
  // Điều 1 counts the rows, so that it differs from lying totals, too.
  expect(await failing(issued)).toEqual(["totals", "article1"])
})

test("anything added after the seal is refused, even the same fields again", async () => {
  const pdf = await PDF.load(sealed)
  getField(pdf, "so_ky_hieu").set("V", PdfString.fromString("Số: 16/QĐ-UBND"))
  const added = await pdf.save({ incremental: true })
  expect(added.length).toBeGreaterThan(sealed.length)
  expect(await failing(added)).toEqual(["additions", "number"])
  for (const tail of ["\n", " ", "%", "\0"])
    expect(await failing(Buffer.concat([sealed, Buffer.from(tail)]))).toEqual(["shape"])
  // A file may end without a line feed where other software saved it, but this one was sealed with it.
  expect(await failing(sealed.subarray(0, -1))).toContain("agencySignature")
  expect(await failing(sealed.subarray(0, -2))).toEqual(["shape"])
})

test("what the records office may not touch between signature and seal is refused", async () => {
  const changed = await withOffice(async (office) => {
    const pdf = await PDF.load(await office.number(await office.sign(drawn)))
    pdf.setTitle("Quyết định khác")
    return office.seal(await pdf.save({ incremental: true }))
  })
  expect(await failing(changed)).toEqual(["additions"])
  const moved = await withOffice(async (office) => {
    const pdf = await PDF.load(await office.number(await office.sign(drawn)))
    getField(pdf, "dia_danh_ngay").set("V", PdfString.fromString("Đắk Nông, ngày 11 tháng 5 năm 2023"))
    return office.seal(await pdf.save({ incremental: true }))
  })
  expect(await failing(moved)).toEqual(["additions", "number"])
})

test("a number or date that the page shows otherwise than the file says is refused", async () => {
  for (const [name, said, shown] of [
    ["so_ky_hieu", "Số: 15/QĐ-UBND", "Số: 16/QĐ-UBND"],
    ["dia_danh_ngay", "Đắk Nông, ngày 12 tháng 5 năm 2023", "Đắk Nông, ngày 11 tháng 5 năm 2023"],
  ] as const) {
    const lying = await withOffice(async (office) => {
      const pdf = await PDF.load(await office.sign(drawn))
      const style = name === "so_ky_hieu" ? "regular" : "italic"
      for (const [field, text] of [
        ["so_ky_hieu", "Số: 15/QĐ-UBND"],
        ["dia_danh_ngay", "Đắk Nông, ngày 12 tháng 5 năm 2023"],
      ] as const) {
        getField(pdf, field).set("V", PdfString.fromString(text))
        await showLine(pdf, getField(pdf, field), field === name ? shown : text, {
          style,
          points: 13,
          align: "center",
        })
      }
      return office.seal(await pdf.save({ incremental: true, subsetFonts: true }))
    })
    expect(await failing(lying), said).toEqual(["number"])
  }
})

test("what is no decision of ours is refused without an error", async () => {
  const notOurs = [
    new Uint8Array(),
    Buffer.from("%PDF-1.7\n"),
    Buffer.from("không phải PDF"),
    new Uint8Array(5000),
  ]
  for (const bytes of notOurs) expect(await failing(bytes)).toEqual(["shape"])
})
