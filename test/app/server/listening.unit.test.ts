import { expect, test } from "vitest"
import { reachOf, urlOf } from "#app/server/listening.ts"

test.each([
  ["127.0.0.1", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["127.0.0.2", "http://127.0.0.2:3000"],
  ["192.168.1.5", "http://192.168.1.5:3000"],
  ["::1", "http://[::1]:3000"],
  ["fd00::5", "http://[fd00::5]:3000"],
])("a server on %s is reached at %s", (address, url) => {
  expect(urlOf({ address, port: 3000 })).toBe(url)
})

test("the operator is told who gets in, and in training what that means", () => {
  expect(reachOf({ address: "127.0.0.1", port: 3000 }, true)).toMatch(/chỉ máy này.*HOST=0\.0\.0\.0/)
  expect(reachOf({ address: "::", port: 3000 }, true)).toMatch(/mọi địa chỉ.*mật khẩu tập huấn ai cũng biết/)
  expect(reachOf({ address: "192.168.1.5", port: 3000 }, true)).toMatch(/máy khác vào được/)
  expect(reachOf({ address: "::", port: 3000 }, false)).toBe("mọi địa chỉ của máy này, cổng 3000")
  expect(reachOf({ address: "::1", port: 3000 }, false)).toBe("::1, cổng 3000: chỉ máy này vào được")
})
