import { expect, test } from "vitest"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { normaliseText } from "#models/shared/text.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { textAsDrawn } from "#test/setup/pdf-tools.ts"
import { findingsIn, rulesBrokenIn } from "#test/workflows/document-form/linted.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import { annexFileChecks } from "#workflows/document-verification/annex-file-checks.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const edition = aFrozenEdition({ rows: 12, branches: 7 })
const without = aFrozenEdition({ rows: 12 })
const CHIEF = { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD" as const, fullName: "Vũ Thành Nhân" }

const failing = async (bytes: Uint8Array, digest?: string): Promise<string[]> =>
  (await verifyDecision(bytes, digest === undefined ? {} : { digest })).checks
    .filter(({ ok }) => !ok)
    .map(({ rule }) => rule)
const again = (over: Partial<FrozenEdition>): FrozenEdition => {
  const changed = { ...edition, ...over }
  return { ...changed, digest: editionDigest(changed) }
}
/** Printed from one edition, carrying another. */
const drawnFrom = async (printed: FrozenEdition, carried: FrozenEdition): Promise<Uint8Array> =>
  (
    await renderPdf(
      { ...composeDecision(printed, FACTS), edition: { id: carried.id, digest: carried.digest } },
      { createdAt: carried.frozenAt, attachments: editionAttachments(carried) },
    )
  ).bytes

test("services of central branches stand in an annex of their own, which Điều 1 names and does not count as announced", () => {
  const { annexes, ...text } = composeDecision(edition, FACTS)
  expect(annexes.map(({ heading, title }) => [heading, title.split(" TRÊN")[0]])).toEqual([
    ["Phụ lục I", "DANH MỤC DỊCH VỤ CÔNG TRỰC TUYẾN TOÀN TRÌNH"],
    ["Phụ lục II", "DANH MỤC DỊCH VỤ CÔNG TRỰC TUYẾN MỘT PHẦN"],
    ["Phụ lục III", "DANH SÁCH DỊCH VỤ CÔNG CỦA CƠ QUAN NGÀNH DỌC"],
  ])
  const said = paragraphsOf({ ...text, annexes }).filter((one) => one.includes("ngành dọc"))
  expect(said).toEqual([
    expect.stringContaining(
      "07 (Bảy) dịch vụ công của cơ quan ngành dọc trên địa bàn, chi tiết tại Phụ lục III",
    ),
  ])
  expect(said[0]).toContain("không thuộc Danh mục")
  const rows = annexes[2]?.table.rows ?? []
  expect(rows.filter(({ kind }) => kind === "item")).toHaveLength(7)
  expect(rows.flatMap((row) => (row.kind === "group" ? [row.text] : [])).slice(0, 3)).toEqual([
    "A. DỊCH VỤ CÔNG CỦA CƠ QUAN NGÀNH DỌC (07 dịch vụ công)",
    "I. BẢO HIỂM XÃ HỘI TỈNH (03 dịch vụ công)",
    "1. Lĩnh vực Thực hiện chính sách bảo hiểm xã hội (03 dịch vụ công)",
  ])
})

test("no count of the catalogue moves with them, and a catalogue without says nothing of them", () => {
  expect(editionFiguresOf(edition)).toEqual(editionFiguresOf(without))
  expect(edition.totals).toEqual(without.totals)
  expect(layoutLines(composeDecision(without, FACTS)).join("\n")).not.toContain("ngành dọc")
  expect(without).not.toHaveProperty("branches")
})

test("a service is not both announced and a branch's, nor a branch's twice", () => {
  const [first] = edition.branches ?? []
  const [row] = edition.entries
  if (!first || !row) throw new Error("no rows")
  const faultsOf = (one: FrozenEdition) => checkEdition(one).filter(({ ok }) => !ok)
  expect(faultsOf(edition)).toEqual([])
  expect(faultsOf(again({ branches: [first, first] })).map(({ rule }) => rule)).toEqual(["branches"])
  const both = again({ branches: [{ ...first, serviceId: row.serviceId }] })
  expect(
    faultsOf(both)
      .map(({ message }) => message)
      .join(),
  ).toContain("đã là một dòng của danh mục")
})

test("the decision holds against the rules of form and by its own catalogue, to the seal, in one file and in several", async () => {
  const { bytes } = await drawDecision(edition, FACTS)
  expect(await findingsIn(bytes)).toEqual([])
  const apart = await drawDecision(edition, { ...FACTS, annexesApart: true })
  expect(apart.annexes.map(({ kind }) => kind)).toEqual(["FULL", "PARTIAL", "BRANCHES"])
  await withOffice(async (office) => {
    const sealed = await issue(office, bytes)
    expect(await findingsIn(sealed)).toEqual([])
    expect(await failing(sealed, edition.digest)).toEqual([])
    const decision = await issue(office, apart.bytes)
    const annexes = await Promise.all(apart.annexes.map((one) => office.sealAnnex(one.bytes)))
    for (const one of [decision, ...annexes]) {
      expect(await findingsIn(one)).toEqual([])
      expect(await failing(one, edition.digest)).toEqual([])
    }
    const together = annexFileChecks(
      await verifyDecision(decision),
      await Promise.all(annexes.map((one) => verifyDecision(one))),
    )
    expect(together.filter(({ ok }) => !ok)).toEqual([])
  })
})

test("a branch's row that is printed and not carried, or carried and not printed, is found", async () => {
  const fewer = again({ branches: (edition.branches ?? []).slice(1) })
  expect(await failing(await drawnFrom(edition, fewer))).toEqual(
    expect.arrayContaining(["article1", "annexRows"]),
  )
  expect(await failing(await drawnFrom(fewer, edition))).toEqual(
    expect.arrayContaining(["article1", "annexRows"]),
  )
  expect(await rulesBrokenIn(await drawnFrom(edition, fewer))).toContain("totals.attached-rows")
  const digestless = { ...fewer, digest: edition.digest }
  expect(await failing(await drawnFrom(digestless, digestless))).toContain("digest")
})

test("the Word file says the same, row for row, and the Tờ trình says them apart from its figures", async () => {
  const layout = composeDecision(edition, FACTS)
  const plain = (lines: string[]) => lines.map(normaliseText).filter((line) => line !== "")
  expect(plain(await readWord(await toWord(layout, "2023-05-12")))).toEqual(plain(layoutLines(layout)))
  const { bytes } = await drawSubmission(edition, { ...FACTS, signatory: CHIEF })
  expect(await findingsIn(bytes)).toEqual([])
  const text = textAsDrawn(bytes).join("\n").normalize("NFC").replace(/\s+/gu, " ")
  expect(text).toContain("07 (Bảy) dịch vụ công của cơ quan ngành dọc")
  expect(/Tổng cộng (\d+)/u.exec(text)?.[1]).toBe("12")
})
