import { expect, test } from "vitest"
import { isFromOwnPages } from "#app/http/same-origin.ts"

const ownOrigins = ["https://danhmuc.example.vn"]
const sent = (over: Partial<Parameters<typeof isFromOwnPages>[0]>) =>
  isFromOwnPages({ method: "POST", secFetchSite: undefined, origin: undefined, ownOrigins, ...over })

test("reading is open to any page", () => {
  expect(sent({ method: "GET", secFetchSite: "cross-site", origin: "https://evil.example" })).toBe(true)
})

test("a form of our own page is heard", () => {
  expect(sent({ secFetchSite: "same-origin", origin: ownOrigins[0] })).toBe(true)
  expect(sent({ origin: ownOrigins[0] })).toBe(true)
})

test.each([
  ["another site", { secFetchSite: "cross-site", origin: "https://evil.example" }],
  ["a sister site", { secFetchSite: "same-site", origin: "https://other.example.vn" }],
  ["an old browser on another site", { origin: "https://evil.example" }],
  ["a page without an origin", { origin: "null" }],
  ["nobody who says where from", {}],
  ["the same host without encryption", { origin: "http://danhmuc.example.vn" }],
])("a form of %s is refused", (_who, over) => {
  expect(sent(over)).toBe(false)
})
