import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDF, PdfNumber } from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { AnnexKind } from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { pdfSignatures, qpdfCheck } from "#test/setup/pdf-tools.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import {
  type RenderOptions,
  renderAnnexPdf,
  renderPdf,
} from "#workflows/document-drawing/render-pdf.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import type { Annex, Row } from "#workflows/document-text/document-layout.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { annexFileChecks } from "#workflows/document-verification/annex-file-checks.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"

const APART = { ...FACTS, annexesApart: true }
const edition = aFrozenEdition({ rows: 12 })
const other = aFrozenEdition({ rows: 15 })

type Files = { decision: Uint8Array; annexes: Uint8Array[] }
const drawn = async (from: FrozenEdition): Promise<Files> => {
  const { bytes, annexes } = await drawDecision(from, APART)
  return { decision: bytes, annexes: annexes.map((annex) => annex.bytes) }
}
const sealedOf = (files: Files): Promise<Files> =>
  withOffice(async (office) => ({
    decision: await issue(office, files.decision),
    annexes: await Promise.all(files.annexes.map(office.sealAnnex)),
  }))

let before: Files
let sealed: Files
beforeAll(async () => {
  before = await drawn(edition)
  sealed = await sealedOf(before)
})

const failing = async (bytes: Uint8Array | undefined, digest?: string): Promise<string[]> =>
  (await verifyDecision(bytes ?? new Uint8Array(), digest === undefined ? {} : { digest })).checks
    .filter(({ ok }) => !ok)
    .map(({ rule }) => rule)
const together = async (decision: Uint8Array, annexes: Uint8Array[]): Promise<string> =>
  annexFileChecks(
    await verifyDecision(decision),
    await Promise.all(annexes.map((one) => verifyDecision(one))),
  )
    .map(({ message }) => message)
    .join(" ")

test("the decision and every annex hold by themselves and together", async () => {
  const files = [sealed.decision, ...sealed.annexes]
  expect(files).toHaveLength(3)
  for (const bytes of files) {
    expect(await failing(bytes, edition.digest)).toEqual([])
    qpdfCheck(bytes)
  }
  expect(files.map((bytes) => pdfSignatures(bytes).map(({ verdict }) => verdict))).toEqual([
    ["Signature is Valid.", "Signature is Valid."],
    ["Signature is Valid."],
    ["Signature is Valid."],
  ])
  expect(await together(sealed.decision, sealed.annexes)).toBe(
    "Các tệp phụ lục đúng là các tệp ghi trong quyết định.",
  )
  expect((await verifyDecision(sealed.decision)).edition?.annexFiles).toEqual(before.annexes.map(sha256))
})

test("a decision with one annex, and an amendment with three, hold in files of their own", async () => {
  const wanted: Parameters<typeof aFrozenEdition>[0][] = [
    { rows: 7, partialEvery: 0 },
    {
      rows: 12,
      kind: "AMENDMENT",
      change: (entry) =>
        entry.position % 5 === 1 ? { ...entry, level: "INFORMATION_ONLY", previousLevel: "PARTIAL" } : entry,
    },
  ]
  const counts: number[] = []
  for (const one of wanted) {
    const files = await sealedOf(await drawn(aFrozenEdition(one)))
    for (const bytes of [files.decision, ...files.annexes]) expect(await failing(bytes)).toEqual([])
    counts.push(files.annexes.length)
  }
  expect(counts).toEqual([1, 3])
})

test("the same edition always gives the same files", async () => {
  expect(await drawn(edition)).toEqual(before)
})

test("an annex that is not sealed, or got anything beside the seal, does not hold", async () => {
  expect(await failing(before.annexes[0])).toEqual(["agencySignature", "additions", "number", "signers"])
  const pdf = await PDF.load(sealed.annexes[0] ?? new Uint8Array())
  pdf.getCatalog().set("PageLayout", PdfNumber.of(1))
  expect(await failing(await pdf.save({ incremental: true }))).toEqual(["additions"])
})

test("any byte changed in an annex is noticed", async () => {
  const [annex = new Uint8Array()] = sealed.annexes
  for (let at = 40; at < annex.length; at += Math.ceil(annex.length / 60)) {
    const changed = new Uint8Array(annex)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(await failing(changed), `byte ${at}`).not.toEqual([])
  }
})

test("an annex of another decision, one left out, or one twice is noticed beside the decision", async () => {
  const foreign = await sealedOf(await drawn(other))
  const [first = new Uint8Array(), second = new Uint8Array()] = sealed.annexes
  const [strange = new Uint8Array()] = foreign.annexes
  expect(await failing(strange)).toEqual([])
  expect(await failing(strange, edition.digest)).toEqual(["expected"])
  expect(await together(sealed.decision, [strange, second])).toMatch(/Thiếu 1 tệp.*Có 1 tệp không phải/u)
  expect(await together(sealed.decision, [first])).toBe("Thiếu 1 tệp phụ lục ghi trong quyết định.")
  expect(await together(sealed.decision, [first, first])).toMatch(/Thiếu 1 tệp.*hoặc trùng/u)
  expect(await together(sealed.decision, [first, first, second])).toMatch(/^Có 1 tệp .*hoặc trùng/u)
  expect(await together(sealed.decision, [first, second, sealed.decision])).toMatch(/Có 1 tệp không phải/u)
})

test("an annex that prints other rows than the catalogue it carries is refused though its seal holds", async () => {
  const layout = composeDecision(other, FACTS)
  const [annex] = layout.annexes
  if (!annex) throw new Error("no annex")
  const { bytes } = await renderAnnexPdf(
    annex,
    { id: edition.id, digest: edition.digest },
    { createdAt: edition.frozenAt, attachments: editionAttachments(edition), mark: { annex: "FULL" } },
  )
  expect(await failing(await withOffice(({ sealAnnex }) => sealAnnex(bytes)))).toEqual([
    "annexOnly",
    "annexRows",
  ])
})

test("an annex that prints anything beside its part of the catalogue is refused", async () => {
  const layout = composeDecision(edition, FACTS)
  const printing = async (change: (annex: Annex) => Annex) => {
    const { bytes } = await renderAnnexPdf(
      change(layout.annexes[0] ?? neverDrawn()),
      { id: edition.id, digest: edition.digest },
      { createdAt: edition.frozenAt, attachments: editionAttachments(edition), mark: { annex: "FULL" } },
    )
    return failing(await withOffice(({ sealAnnex }) => sealAnnex(bytes)))
  }
  const withRow = (row: Row) => (annex: Annex) => ({
    ...annex,
    table: { ...annex.table, rows: [...annex.table.rows, row] },
  })
  expect(await printing((annex) => annex)).toEqual([])
  expect(
    await printing(withRow({ kind: "group", depth: 0, text: "Điều 5. Mọi người được miễn phí" })),
  ).toEqual(["annexOnly"])
  expect(await printing((annex) => ({ ...annex, title: `${annex.title} (BẢN SỬA)` }))).toEqual(["annexOnly"])
  expect(await printing((annex) => ({ ...annex, infoLine: "" }))).toEqual(["annexOnly"])
})

test("two files of one annex and none of the other are not the decision's annexes, though it names them", async () => {
  const layout = composeDecision(edition, FACTS)
  const annexAt = async (createdAt: Date) => {
    const { bytes } = await renderAnnexPdf(
      layout.annexes[0] ?? neverDrawn(),
      { id: edition.id, digest: edition.digest },
      { createdAt, attachments: editionAttachments(edition), mark: { annex: "FULL" } },
    )
    return bytes
  }
  const two = [await annexAt(edition.frozenAt), await annexAt(new Date(edition.frozenAt.getTime() + 1000))]
  const { bytes } = await renderPdf(
    { ...layout, annexes: [] },
    {
      createdAt: edition.frozenAt,
      attachments: editionAttachments(edition),
      mark: { annexFiles: two.map(sha256) },
    },
  )
  const files = await sealedOf({ decision: bytes, annexes: two })
  expect(await together(files.decision, files.annexes)).toMatch(/mỗi phụ lục của danh mục một tệp/u)
})

/** A decision drawn whole that says it is an annex, with nothing but the agency's signature. */
const posingAs = async (annex: AnnexKind, from: FrozenEdition, skip = 0): Promise<Uint8Array> => {
  const layout = composeDecision(from, FACTS)
  const { bytes } = await renderPdf(
    { ...layout, annexes: layout.annexes.slice(skip) },
    { createdAt: from.frozenAt, attachments: editionAttachments(from), mark: { annex } },
  )
  return withOffice(({ seal }) => seal(bytes))
}

test("a decision with the agency's signature alone is not taken for an annex, whichever it says it is", async () => {
  const oneAnnex = aFrozenEdition({ rows: 7, partialEvery: 0 })
  const shown = ["otherFields", "number", "annexOnly"]
  expect(await failing(await posingAs("FULL", oneAnnex))).toEqual(shown)
  expect(await failing(await posingAs("PARTIAL", edition, 1))).toEqual(shown)
  expect(await failing(await posingAs("REMOVED", edition))).toEqual(shown)
  expect(await failing(await posingAs("PARTIAL", oneAnnex))).toEqual(shown)
})

test("an annex whose catalogue has none of its kind, or that names annexes itself, does not hold", async () => {
  const layout = composeDecision(edition, FACTS)
  const annexMarked = async (mark: RenderOptions["mark"]) => {
    const { bytes } = await renderAnnexPdf(
      layout.annexes[0] ?? neverDrawn(),
      { id: edition.id, digest: edition.digest },
      { createdAt: edition.frozenAt, attachments: editionAttachments(edition), ...(mark ? { mark } : {}) },
    )
    return failing(await withOffice(({ sealAnnex }) => sealAnnex(bytes)))
  }
  expect(await annexMarked({ annex: "FULL" })).toEqual([])
  expect(await annexMarked({ annex: "REMOVED" })).toEqual(["annexOnly"])
  expect(await annexMarked({ annex: "FULL", annexFiles: ["a".repeat(64)] })).toContain("mark")
})

test("an annex that does not say which it is is no decision", async () => {
  const unnamed = await renderAnnexPdf(
    composeDecision(edition, FACTS).annexes[0] ?? neverDrawn(),
    { id: edition.id, digest: edition.digest },
    { createdAt: edition.frozenAt, attachments: editionAttachments(edition) },
  )
  expect(await failing(await withOffice(({ sealAnnex }) => sealAnnex(unnamed.bytes)))).toEqual(
    expect.arrayContaining(["personalSignature", "additions", "number"]),
  )
})

test("an annex that shows another number than the decision's, or another day than it was sealed, is noticed", async () => {
  const sealedShowing = async (decisionNumber: string) => {
    const keys = await mkdtemp(join(tmpdir(), "khoa-"))
    const signing = await trainingSigning(keys)
    const bytes = await documentSigning(signing).sealAnnex(before.annexes[0] ?? neverDrawn(), {
      agencyName: "Ủy ban nhân dân tỉnh Đắk Nông",
      heading: "Phụ lục I",
      decisionNumber,
      at: new Date("2023-05-12T10:15:30+07:00"),
    })
    await rm(keys, { recursive: true })
    return bytes
  }
  const [, second = new Uint8Array()] = sealed.annexes
  expect(await together(sealed.decision, [await sealedShowing("99/QĐ-UBND"), second])).toBe(
    "Có phụ lục ghi số «99/QĐ-UBND», khác số của quyết định.",
  )
  expect(await failing(await sealedShowing("15/QĐ-UBND"))).toEqual([])
  for (const shown of ["không số", "15/QĐ-UBND; 01/01/2020; 00:00:00 +07:00", "15/QĐ-UBND; 16/QĐ-UBND"])
    expect(await failing(await sealedShowing(shown)), shown).toEqual(["number"])
})

const neverDrawn = (): never => {
  throw new Error("no annex")
}

test("a decision that names fewer files than its catalogue has annexes, or one of them twice, is refused", async () => {
  const layout = { ...composeDecision(edition, FACTS), annexes: [] }
  for (const annexFiles of [["a".repeat(64)], ["a".repeat(64), "a".repeat(64)]]) {
    const { bytes } = await renderPdf(layout, {
      createdAt: edition.frozenAt,
      attachments: editionAttachments(edition),
      mark: { annexFiles },
    })
    expect(await failing(await withOffice((office) => issue(office, bytes)))).toEqual(["annexFilesNamed"])
  }
})

test("an annex sealed by somebody else than the agency is refused by name", async () => {
  const keys = await mkdtemp(join(tmpdir(), "khoa-"))
  const signing = await trainingSigning(keys)
  const wrong = await documentSigning(signing).sealAnnex(before.annexes[0] ?? neverDrawn(), {
    agencyName: "Sở Tài chính tỉnh Đắk Nông",
    heading: "Phụ lục I",
    decisionNumber: "15/QĐ-UBND",
    at: new Date("2023-05-12T10:15:30+07:00"),
  })
  await rm(keys, { recursive: true })
  expect(await failing(wrong)).toEqual(["signers"])
})
