import { afterEach, beforeEach, expect, test } from "vitest"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { action, loader } from "#app/routes/_van-phong.dang-ky.$registrationId/route.tsx"
import { action as keepTyped } from "#app/routes/_van-phong.dang-ky.$registrationId_.phan-nhap.ts"
import type { Registration } from "#models/registration/registration.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let marriage: Registration
let cookie: string
beforeEach(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  marriage = await registrationOf("1.000894")
  const { agencyId } = marriage
  await aStoredUser({
    id: "chuyen-vien",
    assignments: [{ role: "SPECIALIST", agencyId, validFrom: "2022-08-15", validTo: null }],
  })
  const form = { userId: "chuyen-vien", password: "đúng mật khẩu" }
  cookie = cookieOf((await signIn(office.ask("/dang-nhap", { form }))) as Response)
})
afterEach(() => office.close())

const at = (path: string, form?: Record<string, string>) => ({
  ...office.ask(path, { cookie, ...(form ? { form } : {}) }),
  params: { registrationId: marriage.id },
})
const shown = async (search = "") => loader(at(`/dang-ky/x${search}`))

type Kept = { savedAt: string | null; version?: string; message: string }
/** What a window sends while somebody types, and what it is answered. */
const type = async (note: string, seen: Record<string, string> = {}): Promise<Kept & { status: number }> => {
  const answer = await keepTyped(at("/dang-ky/x/phan-nhap", { ...fields(note), ...seen }))
  return { status: answer.status, ...((await answer.json()) as Kept) }
}
const send = async (note: string, seen: Record<string, string> = {}) => {
  const answer = await action(at("/dang-ky/x", { ...fields(note), intent: "draft.saved", ...seen }))
  return "data" in answer ? { status: answer.init?.status, ...answer.data } : { status: answer.status }
}
const fields = (note: string): Record<string, string> => {
  const { answers, level, partialReason } = proposalConfirming(marriage.suggestion)
  const sent: Record<string, string> = {
    revision: "0",
    level,
    note,
    partialReason: partialReason ?? "",
    citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
  }
  for (const [index, { letter, value }] of answers.entries()) {
    sent[`answers.${index}.letter`] = letter
    sent[`answers.${index}.value`] = value
  }
  return sent
}

test("each keeping is answered with its version, which the next one names", async () => {
  const first = await type("một")
  expect(first).toMatchObject({ status: 200, savedAt: expect.any(String), version: expect.any(String) })
  const second = await type("hai", { copyVersion: first.version ?? "", copyNext: "cua-so-2" })
  expect(second).toMatchObject({ status: 200, version: "cua-so-2" })
  expect(await shown()).toMatchObject({ copyVersion: "cua-so-2", workingCopy: { fields: { note: "hai" } } })
})

test("a stale window is answered 409 in Vietnamese, and the later text stays in front", async () => {
  const { version = "" } = await type("ở cả hai")
  await type("dài hơn, ở cửa sổ kia", { copyVersion: version })
  const stale = await type("cũ", { copyVersion: version })
  expect(stale).toMatchObject({ status: 409, savedAt: null })
  expect(stale.message).toContain("Bạn đã nhập tiếp ở một cửa sổ khác")
  expect(await shown()).toMatchObject({ workingCopy: { fields: { note: "dài hơn, ở cửa sổ kia" } } })
})

test("after the draft was saved a window that was open before keeps nothing in front of it", async () => {
  const { version = "" } = await type("dở")
  expect(await send("đã lưu", { copyVersion: version })).toMatchObject({ status: 302 })
  const stale = await type("cũ", { copyVersion: version })
  expect(stale).toMatchObject({
    status: 409,
    message: expect.stringContaining("bạn, ở một cửa sổ khác, lưu"),
  })
  expect(await shown()).toMatchObject({
    workingCopy: null,
    olderCopy: null,
    context: { proposal: { note: "đã lưu" } },
  })
})

test("what another window typed before the draft was saved is offered with what differs, taken up only when asked, or thrown away", async () => {
  const { version = "" } = await type("ở cả hai")
  await type("dài hơn, ở cửa sổ kia", { copyVersion: version })
  await send("đã lưu", { copyVersion: version })
  const changed = [{ field: "Ghi chú", before: "đã lưu", now: "dài hơn, ở cửa sổ kia" }]
  expect(await shown()).toMatchObject({ workingCopy: null, takesOlder: false, olderCopy: { changed } })
  expect(await shown("?nhap-do=cu")).toMatchObject({ takesOlder: true })
  await action(at("/dang-ky/x", { intent: "older.discarded" }))
  expect(await shown("?nhap-do=cu")).toMatchObject({ olderCopy: null, takesOlder: false, copyVersion: "" })
})

test("a conflict on saving says who changed it", async () => {
  await send("một")
  expect(await send("hai")).toMatchObject({
    status: 409,
    conflict: { by: "bạn, ở một cửa sổ khác,", currentRevision: 1 },
    message: "Đăng ký này vừa được bạn, ở một cửa sổ khác, thay đổi. Xem lại rồi làm lại.",
  })
})

test("throwing a half-typed copy away leaves what another window has kept since", async () => {
  const { version = "" } = await type("ở cả hai")
  await type("dài hơn", { copyVersion: version })
  await action(at("/dang-ky/x", { intent: "copy.discarded", copyVersion: version }))
  expect(await shown()).toMatchObject({ workingCopy: { fields: { note: "dài hơn" } } })
})
