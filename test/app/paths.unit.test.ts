import fc from "fast-check"
import { expect, test } from "vitest"
import { localPath } from "#app/http/local-path.ts"
import { paths } from "#app/http/paths.ts"
import { loader as shortAddress } from "#app/routes/_cong-khai.danh-muc.$editionId.$.ts"

test.each([
  "https://evil.example/",
  "//evil.example/x",
  "/\\evil.example",
  "/%5C/../\\evil.example",
  "/\t/evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/%2e%2E//evil.example",
  "/danh-muc/..//evil.example/x",
  "javascript:alert(1)",
  "",
  null,
  42,
])("a return address of %j never leads away from the office", (candidate) => {
  expect(localPath(candidate, "/cong-viec")).toBe("/cong-viec")
})

test.each(["/dot-ra-soat/2023-1?trang=2#bang", "/", "/danh-muc?q=%C4%91%E1%BA%A5t"])(
  "a return address of %j is kept",
  (candidate) => {
    expect(localPath(candidate, "/cong-viec")).toBe(candidate)
  },
)

/** What addresses are made of, and what has led browsers astray. */
const PIECES = [
  "/ // \\ . .. %2e %2E%2e %2f %5c %00 %0d%0a : @ ? # & = ; ~ evil.example http: https:// javascript: danh-muc",
  "\t \n \r \v \u0000 \u007f \u0085 \u00a0 \u2028 \ufeff \u3002 \uff0f \uff3c \ud800 đất",
].flatMap((line) => line.split(" "))
const anAddress = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => `/${pieces.join("")}`),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join("")),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: "binary" }),
)

test("whatever was sent as a return address, the browser stays on our site", () => {
  const ours = "https://danhmuc.example.vn"
  fc.assert(
    fc.property(anAddress, (candidate) => {
      const path = localPath(candidate, "/cong-viec")
      expect(new URL(path, `${ours}/dang-nhap`).origin).toBe(ours)
      // One slash first, and nothing a header or a browser would read otherwise.
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
      expect(localPath(path, "/cong-viec")).toBe(path)
    }),
    { numRuns: 5000 },
  )
})

test("ids with colons and at signs travel whole in an address", () => {
  const path = paths.registration("2023-1:1.000110.01@so-tu-phap")
  expect(decodeURIComponent(path)).toBe("/dang-ky/2023-1:1.000110.01@so-tu-phap")
  expect(new URL(path, "http://x").pathname.split("/")).toHaveLength(3)
})

test.each([
  ["records/dcat.jsonld", "/danh-muc/2023-1/tai-ve/records/dcat.jsonld"],
  ["danh mục", "/danh-muc/2023-1/tai-ve/danh%20m%E1%BB%A5c"],
  ["a\r\nSet-Cookie: b", "/danh-muc/2023-1/tai-ve/a%0D%0ASet-Cookie%3A%20b"],
  ["a?b#c", "/danh-muc/2023-1/tai-ve/a%3Fb%23c"],
])("the short address of the file %j leads to where it would lie", (file, location) => {
  const answer = shortAddress({
    params: { editionId: "2023-1", "*": file },
    request: new Request("http://office.test/"),
    context: {} as never,
  })
  expect([answer.status, answer.headers.get("Location")]).toEqual([308, location])
})
