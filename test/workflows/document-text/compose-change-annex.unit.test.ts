import { expect, test } from "vitest"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { rowChanges } from "#models/catalogue-edition/row-changes.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { textOfPages } from "#test/setup/pdf-tools.ts"
import { decisionOf, drawn, findingsIn } from "#test/workflows/document-form/linted.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { composeAnnexes } from "#workflows/document-text/compose-annexes.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

/** An amendment of twelve services, against a catalogue in which every third of them stood otherwise. */
function anAmendment(): FrozenEdition {
  const edition = aFrozenEdition({
    rows: 12,
    kind: "AMENDMENT",
    change: (entry) =>
      entry.position % 5 === 1 ? { ...entry, level: "INFORMATION_ONLY", previousLevel: "PARTIAL" } : entry,
  })
  const changes = rowChanges({
    before: edition.entries.map((entry) =>
      entry.position % 3 === 0 ? { ...entry, level: "PARTIAL" as const, note: "Chưa kết nối" } : entry,
    ),
    now: edition.entries,
    isWhole: false,
    reasonOf: () => "Theo Tờ trình của Sở Tư pháp",
  })
  const changed = { ...edition, changes }
  return { ...changed, digest: editionDigest(changed) }
}
const edition = anAmendment()

test("an amending decision names the annex that tells old from new, after the lists it changes", () => {
  const annex = composeAnnexes(edition).at(-1)
  expect(annex?.heading).toBe("Phụ lục IV")
  expect(annex?.title).toBe("NỘI DUNG ĐIỀU CHỈNH SO VỚI DANH MỤC CÔNG BỐ TẠI QUYẾT ĐỊNH SỐ 815/QĐ-UBND")
  expect(paragraphsOf(composeDecision(edition, FACTS)).join("\n")).toContain(
    "Nội dung cũ và nội dung mới của từng dịch vụ công được điều chỉnh, chi tiết tại Phụ lục IV.",
  )
})

test("it lists every change once, each column that differs before and after, with the reason", () => {
  const rows = composeAnnexes(edition).at(-1)?.table.rows ?? []
  const items = rows.flatMap((row) => (row.kind === "item" ? [row.cells] : []))
  const { changes = [] } = edition
  expect(changes.length).toBeGreaterThan(2)
  expect(items.length).toBe(changes.length)
  expect(items[0]?.slice(4)).toEqual([
    "Mức độ: Một phần\nGhi chú: Chưa kết nối",
    "Mức độ: Toàn trình\nGhi chú: (không)",
    "Theo Tờ trình của Sở Tư pháp",
  ])
  const counted = rows.flatMap((row) =>
    row.kind === "group" ? [Number(/\((\d+) dịch vụ công\)$/u.exec(row.text)?.[1])] : [],
  )
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(changes.length)
})

test("the decision that carries it holds in form, and pdftotext reads the annex", async () => {
  const bytes = await drawn(decisionOf(edition), edition)
  expect(await findingsIn(bytes)).toEqual([])
  const text = (await textOfPages(bytes)).join("\n")
  const annex = text.slice(text.lastIndexOf("Phụ lục IV"))
  for (const { serviceCode } of edition.changes ?? []) expect(annex).toContain(`(${serviceCode})`)
  expect(
    (await drawDecision(edition, { ...FACTS, annexesApart: true })).annexes.map(({ kind }) => kind),
  ).toEqual(["FULL", "PARTIAL", "REMOVED", "CHANGES"])
})

test("signed, numbered and sealed, its printed annexes are those of the catalogue it carries", async () => {
  const { bytes } = await drawDecision(edition, FACTS)
  const { checks } = await verifyDecision(await withOffice((office) => issue(office, bytes)))
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

test("the Word twin says the same", async () => {
  const words = await toWord(composeDecision(edition, FACTS), "2023-05-08")
  const lines = await readWord(words)
  expect(JSON.stringify(lines)).toContain("NỘI DUNG ĐIỀU CHỈNH SO VỚI")
  expect(JSON.stringify(lines)).toContain("Trước điều chỉnh")
})

test("an amendment frozen before changes were kept has the annexes it always had", () => {
  const { changes: _, ...earlier } = edition
  expect(composeAnnexes(earlier).map(({ heading }) => heading)).toEqual([
    "Phụ lục I",
    "Phụ lục II",
    "Phụ lục III",
  ])
})
