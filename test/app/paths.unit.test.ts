import { expect, test } from "vitest"
import { localPath, paths } from "#app/http/paths.ts"
import { loader as shortAddress } from "#app/routes/_cong-khai.danh-muc.$editionId.$.ts"

test.each([
  "https://evil.example/",
  "//evil.example/x",
  "/\\evil.example",
  "/%5C/../\\evil.example",
  "/\t/evil.example",
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
