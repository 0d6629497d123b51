import { expect, test } from "vitest"
import { localPath, paths } from "#app/http/paths.ts"

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
