import { SaxesParser } from "saxes"
import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY } from "#test/setup/a-decision.ts"
import { outgoingMetadata } from "#workflows/document-text/outgoing-metadata.ts"

const FACTS = {
  decision: { number: "15", symbol: "QĐ-UBND", day: "2023-05-12" },
  signatory: DEPUTY,
  pages: 42,
}

/** Every text of the file by the name of its element, in order. */
function textsIn(xml: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  const open: string[] = []
  const parser = new SaxesParser()
  parser.on("opentag", ({ name }) => open.push(name))
  parser.on("closetag", () => open.pop())
  parser.on("text", (text) => {
    const name = open.at(-1)
    if (name && text.trim() !== "") found[name] = [...(found[name] ?? []), text]
  })
  parser.write(xml).close()
  return found
}

test("what other systems are told of the decision is well formed and complete", () => {
  const edition = aFrozenEdition({ rows: 12 })
  const texts = textsIn(outgoingMetadata(edition, FACTS))
  expect(texts).toMatchObject({
    OrganId: [edition.issuer.orgCode],
    FileCatalog: ["2023"],
    TypeName: ["Quyết định"],
    CodeNumber: ["15"],
    CodeNotation: ["QĐ-UBND"],
    IssuedDate: ["12/05/2023"],
    PageAmount: ["42"],
    Position: [DEPUTY.position],
    FullName: [DEPUTY.fullName],
    IssuedAmount: [String(edition.issuer.recipients.length)],
  })
  expect(texts.OrganName).toHaveLength(edition.issuer.recipients.length + 1)
  expect(texts.Subject?.[0]).toMatch(/^Về việc công bố Danh mục/u)
})

test("signs of the markup in a name stay text", () => {
  const edition = aFrozenEdition({ rows: 3 })
  const issuer = { ...edition.issuer, recipients: ['Sở A & B <"thử">'] }
  expect(textsIn(outgoingMetadata({ ...edition, issuer }, FACTS)).OrganName?.at(-1)).toBe('Sở A & B <"thử">')
})

test("a field longer than the decree allows is refused by its name, not cut", () => {
  const edition = aFrozenEdition({ rows: 3 })
  const fullName = "Nguyễn ".repeat(10)
  expect(() => outgoingMetadata(edition, { ...FACTS, signatory: { ...DEPUTY, fullName } })).toThrow(
    /FullName/u,
  )
  expect(() => outgoingMetadata(edition, { ...FACTS, pages: 1000 })).toThrow(/PageAmount/u)
})
