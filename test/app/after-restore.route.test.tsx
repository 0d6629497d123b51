import { afterAll, beforeAll, expect, test } from "vitest"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { action, loader } from "#app/routes/_van-phong.quan-tri.sau-phuc-hoi/route.tsx"
import { loader as frame } from "#app/routes/_van-phong.tsx"
import type { Role } from "#models/shared/workflow.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
const cookies: Record<string, string> = {}

// The office on a store that was just restored; the training date stands in March 2023.
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  const now = office.runtime.clock.now()
  await StoreRecoveryModel.create([recoveryMark(now, { file: "ban-sao", madeAt: now }).document])
  const people: [string, Role][] = [
    ["vanthu", "RECORDS_CLERK"],
    ["chuyenvien", "SPECIALIST"],
  ]
  for (const [id, role] of people) {
    const assignment = { role, agencyId: "van-phong-ubnd-tinh", validFrom: "2022-08-15", validTo: null }
    await aStoredUser({ id, assignments: [assignment] })
    const answer = await signIn(office.ask("/dang-nhap", { form: { userId: id, password: "đúng mật khẩu" } }))
    cookies[id] = cookieOf(answer as Response)
  }
}, 60_000)
afterAll(() => office.close())

const ask = (who: string, form?: Record<string, string>) =>
  office.ask("/quan-tri/sau-phuc-hoi", { cookie: cookies[who] ?? "", ...(form ? { form } : {}) })
const post = async (form: Record<string, string>, who = "vanthu") => {
  const answer = await action({ ...ask(who, form), params: {} })
  if ("data" in answer) return { status: answer.init?.status, error: answer.data.error }
  return { status: answer.status, error: "" }
}

test("every page of the office says that the store was restored, and to whom it falls to settle it", async () => {
  expect((await frame(ask("chuyenvien"))).recovery).toMatchObject({ maySettle: false })
  expect((await frame(ask("vanthu"))).recovery).toMatchObject({ maySettle: true })
})

test("what was typed wrong, or may not be done yet, is answered with what to do", async () => {
  expect(await post({ intent: "series", year: "2023", symbol: "QĐ-UBND", last: "bốn" })).toEqual({
    status: 400,
    error: "Số phải là số nguyên từ 0.",
  })
  expect(await post({ intent: "finish" })).toMatchObject({ error: expect.stringMatching(/^Còn \d+ điểm/) })
  expect((await post({ intent: "read" }, "chuyenvien")).status).toBe(403)
})

test("the clerk settles numbers and portals, finishes, and the office goes on", async () => {
  const { page } = await loader(ask("vanthu"))
  for (const { year, symbol } of page?.series ?? [])
    expect(await post({ intent: "series", year: String(year), symbol, last: "14" })).toEqual({
      status: 302,
      error: "",
    })
  expect((await post({ intent: "read" })).status).toBe(302)
  expect((await loader(ask("vanthu"))).page?.open).toEqual([])
  expect((await post({ intent: "finish" })).status).toBe(302)
  expect((await loader(ask("vanthu"))).page).toBeNull()
  expect((await frame(ask("chuyenvien"))).recovery).toBeNull()
})
