import { expect, test } from "vitest"
import { passwordFault } from "#workflows/identity/weak-password.server.ts"

const OWNER = { id: "chuyenvien.thu", fullName: "Nguyễn Thị Anh Thư" }

test.each([
  "ngắn quá",
  "chuyenvien.thu2027",
  "password123456",
  "123456789012",
  "qwertyuiop12",
  "aaaaaaaaaaaa",
  "nguyenthianhthu",
  "Nguyễn Thị Anh Thư",
  "iloveyou123456",
  "abcdefghijkl",
  "mật khẩu 123",
  "danhmuc20272027",
])("«%s» may not be chosen", async (password) => {
  expect(await passwordFault(password, OWNER)).toMatch(/Mật khẩu/)
})

test.each([
  "một câu thật dễ nhớ",
  "cá kho riềng buổi sáng thứ bảy",
  "Rw8!kq2Zv0pL",
  "ghế mây, 3 con voi, mưa rào",
])("«%s» may be chosen", async (password) => {
  expect(await passwordFault(password, OWNER)).toBeNull()
})

test("a long password is judged quickly enough to be asked for on the web", async () => {
  expect(await passwordFault("x1Ă".repeat(66), OWNER)).toBeDefined()
})
