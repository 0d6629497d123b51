import fc from "fast-check"
import { expect, test } from "vitest"
import {
  proveRow,
  type RowProof,
  rootOfProof,
  rowsRootOf,
} from "#models/catalogue-edition/row-proof.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { checkRowProof } from "#workflows/public-catalogue/check-row-proof.server.ts"
import { proofInPage, proofPage } from "#workflows/public-catalogue/proof-page.ts"

const DECISION = { number: "15/QĐ-UBND", day: "2023-05-12", documentSha256: "0".repeat(64) }
const proofOf = (rows: number, at: number): RowProof => {
  const edition = aFrozenEdition({ rows })
  return proveRow(edition, edition.entries[at]?.serviceId ?? "", DECISION)
}
const markOf = ({ edition }: RowProof) => ({
  edition: { id: edition.id, digest: edition.digest, rowsRoot: edition.rowsRoot, annex: null },
})

test("every row of a list of any length is proven, with few hashes", () => {
  for (const rows of [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100]) {
    const root = rowsRootOf(aFrozenEdition({ rows }))
    for (let at = 0; at < rows; at++) {
      const proof = proofOf(rows, at)
      expect(rootOfProof(proof), `${at} of ${rows}`).toBe(root)
      expect(proof.path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(rows)) + 1)
    }
  }
})

test("a row that was changed, moved or given another way up is not proven", () => {
  const honest = proofOf(37, 11)
  const root = honest.edition.rowsRoot
  const forgeries: Partial<RowProof>[] = [
    { row: { ...honest.row, level: honest.row.level === "FULL" ? "PARTIAL" : "FULL" } },
    { row: { ...honest.row, citation: `${honest.row.citation} ` } },
    { row: { ...honest.row, position: honest.row.position + 1 } },
    { path: honest.path.slice(1) },
    { path: [...honest.path, "0".repeat(64)] },
    { path: [...honest.path].reverse() },
    { index: honest.index + 1 },
    { index: -1 },
    { index: honest.size },
    { size: 8 },
  ]
  for (const forgery of forgeries)
    expect(rootOfProof({ ...honest, ...forgery }), JSON.stringify(forgery).slice(0, 80)).not.toBe(root)
})

test("no single changed digit of a path leads to the root", () => {
  const honest = proofOf(200, 77)
  fc.assert(
    fc.property(
      fc.nat(honest.path.length - 1),
      fc.nat(63),
      fc.integer({ min: 1, max: 15 }),
      (step, digit, add) => {
        const hash = honest.path[step] ?? ""
        const changed = ((Number.parseInt(hash[digit] ?? "0", 16) + add) % 16).toString(16)
        const path = honest.path.with(step, hash.slice(0, digit) + changed + hash.slice(digit + 1))
        expect(rootOfProof({ ...honest, path })).not.toBe(honest.edition.rowsRoot)
      },
    ),
  )
})

test("the page of a proof carries it whole, whatever a name contains", () => {
  const proof = proofOf(5, 2)
  const row = { ...proof.row, serviceName: `Cấp phép </script><script>alert("1")</script> & «sửa»` }
  const page = proofPage({ ...proof, row })
  expect(proofInPage(page)).toEqual({ ...proof, row })
  expect(page).not.toContain("</script><script>alert")
})

test("a proof is accepted against the decision that carries its root, and against no other", () => {
  const proof = proofOf(12, 3)
  const other = proofOf(13, 3)
  expect(checkRowProof(proofPage(proof), markOf(proof))).toMatchObject({ ok: true })
  expect(checkRowProof(JSON.stringify(proof), markOf(proof))).toMatchObject({ ok: true })
  expect(checkRowProof(proofPage(proof), markOf(other))).toMatchObject({ ok: false })
  const altered = proofPage({ ...proof, row: { ...proof.row, note: "Thêm" } })
  expect(checkRowProof(altered, markOf(proof))).toMatchObject({ ok: false })
  expect(checkRowProof("không phải bằng chứng", markOf(proof))).toMatchObject({ ok: false })
  expect(checkRowProof(proofPage(proof), { edition: null })).toMatchObject({ ok: false })
  const onAnnex = { edition: { ...markOf(proof).edition, annex: "FULL" as const } }
  expect(checkRowProof(proofPage(proof), onAnnex)).toMatchObject({ ok: false })
})

test("words of a row that look like the end of a script end none in its page", () => {
  const proof = proofOf(3, 1)
  const citation = "</script><script>alert(1)</script><!--"
  const page = proofPage({ ...proof, row: { ...proof.row, citation, note: citation } })
  const plain = proofPage(proof)
  expect(page.split("</script>")).toHaveLength(plain.split("</script>").length)
  expect(page.split("<script")).toHaveLength(plain.split("<script").length)
  expect(proofInPage(page)).toMatchObject({ row: { citation } })
})
