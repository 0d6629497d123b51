import { afterAll, beforeAll, expect, test } from "vitest"
import { action, loader } from "#app/routes/_van-phong.tap-huan.tsx"
import { loader as frame } from "#app/routes/_van-phong.tsx"
import { openSmallOffice } from "#test/setup/office.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { aStoredUser, type OpenOffice, openOffice, signInOf } from "./setup/open-office.ts"

let office: OpenOffice
let cookie: string
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  cookie = await signedIn("chuyenvien.thu")
}, 60_000)
afterAll(() => office.close())

const signedIn = async (id: string, over = {}) => {
  await aStoredUser({ id, ...over })
  return signInOf(office, id)
}
const movesOffered = async (who = cookie) =>
  (await frame(office.ask("/cong-viec", { cookie: who }))).training?.moves
const press = (by: string) =>
  action(office.ask("/tap-huan", { form: { by, returnTo: "/dang-ky?trang=2" }, cookie }))
const after = (day: string) => new Date(`${day}T08:00:00+07:00`)
const clock = () => office.runtime.trainingClock?.now() ?? new Date(0)
const moveTo = (day: string) =>
  office.runtime.trainingClock?.moveForward({ by: "TO", to: after(day), actor: SYSTEM_ACTOR })

test("who holds no role on the training date is offered no button", async () => {
  expect(await movesOffered()).toEqual(["DAY", "NEXT_DUE"])
  const none = await signedIn("khong.vai", { assignments: [] })
  expect(await movesOffered(none)).toEqual([])
})

test("with a deadline ahead “Tới hạn kế tiếp” goes there and back to the page", async () => {
  const answer = await press("NEXT_DUE")
  expect((answer as Response).headers.get("Location")).toBe("/dang-ky?trang=2")
  expect(clock().getTime()).toBeGreaterThan(after("2023-03-06").getTime() + 86_400_000)
})

test("past the last deadline the button is not offered, and a page opened before says so in a sentence", async () => {
  await moveTo("2023-12-31")
  expect(await movesOffered()).toEqual(["DAY"])
  const before = clock()
  const answer = await press("NEXT_DUE")
  expect(answer).toMatchObject({
    init: null,
    data: {
      message: expect.stringContaining("Không còn thời hạn nào phía trước"),
      returnTo: "/dang-ky?trang=2",
    },
  })
  expect(clock().getTime() - before.getTime()).toBeLessThan(60_000)
  expect(await loader(office.ask("/tap-huan", { cookie }))).toMatchObject({ moves: ["DAY"] })
})

test("where the system runs for real the page offers nothing and says why", async () => {
  const context = { runtime: { ...office.runtime, trainingClock: null } }
  expect(await loader(office.ask("/tap-huan", { cookie, context }))).toBeNull()
})
