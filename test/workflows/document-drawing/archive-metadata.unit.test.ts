import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { objectsOf } from "#test/setup/pdf-tools.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"

/** The XMP packet, which PDF/A keeps readable as it is. */
const metadataOf = (bytes: Uint8Array): string =>
  /<x:xmpmeta.*?<\/x:xmpmeta>/su.exec(Buffer.from(bytes).toString("latin1"))?.[0] ?? ""

test("a decision says that it is PDF/A-3a and PDF/UA-1, and describes what PDF/A does not know", async () => {
  const metadata = metadataOf((await drawDecision(aFrozenEdition({ rows: 3 }), FACTS)).bytes)
  expect(metadata).toMatch(/<pdfaid:part>3<.*<pdfaid:conformance>A</su)
  expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>")
  expect(metadata).toMatch(/<pdfaSchema:prefix>pdfuaid<.*<pdfaProperty:name>part</su)
})

test("what PDF/UA asks of the file is there: language, title shown, marked content, tab order, names of fields", async () => {
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 3 }), FACTS)
  const objects = objectsOf(bytes)
  const all = Object.values(objects).flatMap(({ value }) =>
    value && typeof value === "object" ? [value] : [],
  )
  const catalog = all.find((one) => one["/Type"] === "/Catalog")
  const follow = (reference: unknown) => objects[`obj:${String(reference)}`]?.value
  expect(catalog?.["/Lang"]).toBe("u:vi-VN")
  expect(follow(catalog?.["/ViewerPreferences"])).toMatchObject({ "/DisplayDocTitle": true })
  expect(follow(catalog?.["/MarkInfo"])).toMatchObject({ "/Marked": true })
  const pages = all.filter((one) => one["/Type"] === "/Page")
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) expect(page["/Tabs"]).toBe("/S")
  const widgets = all.filter((one) => one["/Subtype"] === "/Widget")
  expect(widgets).toHaveLength(4)
  for (const widget of widgets) {
    expect(widget["/TU"]).toMatch(/^u:\S/u)
    expect(widget["/StructParent"]).toEqual(expect.any(Number))
  }
})
