import { afterAll, beforeAll, expect, test } from "vitest"
import { saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { openTestStore } from "#test/setup/store.ts"
import { type AddUser, addUser } from "#workflows/identity/add-user.server.ts"
import { actorOf, signIn } from "#workflows/identity/sign-in.server.ts"
import { describeEntry } from "#workflows/screens/describe-entry.server.ts"

const clock = fixedClock("2023-03-06T08:00:00+07:00")
let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await saveUnitDirectory(UNIT_DIRECTORY)
})
afterAll(() => store.close())

const add = (over: Partial<AddUser> = {}) =>
  addUser(
    { store, clock },
    {
      id: "tham.dinh",
      fullName: "Lê Thị Thẩm",
      role: "REVIEWER",
      agencyId: "van-phong-ubnd-tinh",
      by: "npm run user",
      ...over,
    },
  )

test("a new user signs in outside training with the password shown once, and the log knows who was added", async () => {
  const { password } = await add()
  const d = { realClock: clock, trainingMode: false, store, reference: storedReference }
  await signIn(d, { userId: "tham.dinh", password: password ?? "", address: "x", previousSessionId: null })
  expect(await actorOf(d, "tham.dinh", "2023-03-06")).toMatchObject({
    assignments: [{ role: "REVIEWER", agencyId: "van-phong-ubnd-tinh" }],
  })
  const trail = await findAuditTrail("user", "tham.dinh")
  expect(trail.map(describeEntry)).toMatchObject([
    { what: "Thêm người dùng, phân công vai trò", byName: "npm run user" },
  ])
  expect(JSON.stringify(trail)).not.toContain(password)
})

test("a known user gets one more assignment and keeps the password; the same one again is refused", async () => {
  await add({ id: "hai.vai", from: "2023-01-01" })
  const before = await findUser("hai.vai")
  const second = { id: "hai.vai", fullName: undefined, role: "ADMIN", to: "2023-12-31" }
  expect((await add(second)).password).toBeNull()
  const after = await findUser("hai.vai")
  expect(after?.passwordHash).toBe(before?.passwordHash)
  expect(after?.assignments.map(({ role, validFrom, validTo }) => [role, validFrom, validTo])).toEqual([
    ["REVIEWER", "2023-01-01", null],
    ["ADMIN", "2023-03-06", "2023-12-31"],
  ])
  await expect(add(second)).rejects.toThrow("đã giữ vai trò «Quản trị hệ thống»")
  await expect(add({ id: "hai.vai", fullName: "Người Khác" })).rejects.toThrow("đã là của Lê Thị Thẩm")
})

test.each<[string, Partial<AddUser>, string]>([
  ["a user name with accents", { id: "thẩm định" }, "Tên đăng nhập"],
  ["an unknown role", { role: "BOSS" }, "Không có vai trò «BOSS»"],
  ["an unknown agency", { agencyId: "so-la" }, "Không có cơ quan «so-la»"],
  ["an agency merged away by then", { from: "2026-01-05" }, "Cơ quan kế thừa:"],
  ["a day that is not in the calendar", { from: "2023-02-30" }, "Ngày «2023-02-30» không có thật"],
  ["an end before the beginning", { from: "2023-03-06", to: "2023-03-05" }, "không được trước ngày bắt đầu"],
  ["a new user without a name", { fullName: " " }, "cần họ tên"],
])("%s is refused in words and nothing is kept", async (_, over, message) => {
  const input = { id: "khong.them", ...over }
  await expect(add(input)).rejects.toThrow(message)
  expect(await findUser(input.id)).toBeNull()
})

test("a made-up person of training gets no real assignment", async () => {
  await saveUsers([
    {
      id: "tap.huan",
      fullName: "Lê Thị Thẩm",
      passwordHash: "x",
      assignments: [],
      active: true,
      trainingPassword: "tap-huan",
    },
  ])
  await expect(add({ id: "tap.huan" })).rejects.toThrow("người dùng tập huấn")
})
