import { beforeEach, expect, test } from "vitest"
import type { Registration } from "#models/registration/registration.ts"
import { WorkingCopyModel } from "#models/working-copy/working-copy.schema.server.ts"
import { TypedProposal, UNVERSIONED } from "#models/working-copy/working-copy.ts"
import { aStoredUser } from "#test/app/setup/open-office.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { correctFact } from "#workflows/registration/correct-fact.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { copiesOf } from "#workflows/registration/older-copy.ts"
import {
  discardOlderCopy,
  discardWorkingCopy,
  keepWorkingCopy,
  ownWorkingCopy,
} from "#workflows/registration/working-copy.server.ts"

const office = officeForEach()
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
})

const fields = (note: string) => TypedProposal.parse({ level: "không rõ", note })
type Seen = { known?: string; version?: string; revision?: number }
const keep = (note: string, seen: Seen = {}, actor = office.staff.specialistOf(marriage.agencyId)) =>
  keepWorkingCopy(office.d, {
    registrationId: marriage.id,
    revision: 0,
    fields: fields(note),
    actor,
    ...seen,
  })
const own = () => ownWorkingCopy(marriage.id, office.staff.specialistOf(marriage.agencyId))
/** Saves a draft with this note, as somebody of the agency. */
const save = (note: string, revision: number, actor = office.staff.specialistOf(marriage.agencyId)) =>
  moveRegistration(office.d, {
    registrationId: marriage.id,
    revision,
    event: { type: "draft.saved", proposal: { ...proposalConfirming(marriage.suggestion), note } },
    actor,
  })

test("the latest of what was typed is kept, however unfinished, and moves nothing", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const { version } = await keep("một")
  await keep("hai", { known: version })
  expect(await own()).toMatchObject({ revision: 0, fields: fields("hai") })
  expect(await registrationOf("1.000894")).toEqual(marriage)
  await discardWorkingCopy(marriage.id, specialist)
  expect(await own()).toBeNull()
})

test("a window that has not seen the latest text does not write over it, and is told it was oneself", async () => {
  const { version } = await keep("ở cả hai cửa sổ")
  await keep("ở cửa sổ thứ nhất, dài hơn", { known: version })
  for (const known of [version, "", "không có"]) {
    const refused = await keep("ở cửa sổ thứ hai", { known }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: "CONCURRENT_EDIT", details: { by: "bạn, ở một cửa sổ khác," } })
    expect(String(refused)).toContain("Bạn đã nhập tiếp ở một cửa sổ khác")
  }
  expect(await own()).toMatchObject({ fields: fields("ở cửa sổ thứ nhất, dài hơn") })
})

test("of two windows that keep at the same time one is refused", async () => {
  const { version } = await keep("trước")
  const outcomes = await Promise.allSettled(["một", "hai"].map((note) => keep(note, { known: version })))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("what was kept although its answer was lost can be kept again by the same window", async () => {
  await keep("một", { known: "", version: "cua-so-1" })
  await keep("một và hai", { known: "", version: "cua-so-1" })
  expect(await own()).toMatchObject({ version: "cua-so-1", fields: fields("một và hai") })
})

test("a copy thrown away in another window does not stop one from typing on", async () => {
  const { version } = await keep("một")
  await discardWorkingCopy(marriage.id, office.staff.specialistOf(marriage.agencyId))
  await keep("hai", { known: version })
  expect(await own()).toMatchObject({ fields: fields("hai") })
})

test("a copy kept before copies had versions is taken up by who has seen it", async () => {
  await keep("bản cũ của hệ thống")
  await WorkingCopyModel.collection.updateOne({}, { $unset: { version: 1, older: 1 } })
  expect(await own()).toMatchObject({ version: UNVERSIONED, older: null })
  await expect(keep("không thấy bản cũ")).rejects.toMatchObject({ code: "CONCURRENT_EDIT" })
  await keep("nhập tiếp", { known: UNVERSIONED })
  expect(await own()).toMatchObject({ fields: fields("nhập tiếp") })
})

test("what is typed on a revision that was saved over is not kept, and who saved is named", async () => {
  await save("đã lưu", 0)
  const itself = await keep("nhập ở cửa sổ cũ").catch((error: unknown) => error)
  expect(itself).toMatchObject({ code: "CONCURRENT_EDIT", details: { by: "bạn, ở một cửa sổ khác," } })
  const colleague = { ...office.staff.specialistOf(marriage.agencyId), id: "dong-nghiep", name: "Lê Thị Bạn" }
  await aStoredUser({ id: colleague.id, fullName: colleague.name, assignments: [] })
  await save("đồng nghiệp lưu", 1, colleague)
  await expect(keep("nhập ở cửa sổ cũ", { revision: 1 })).rejects.toThrow("vừa được Lê Thị Bạn lưu")
  await expect(keep("nhập ở cửa sổ cũ")).rejects.toThrow("vừa được bạn, ở một cửa sổ khác, và Lê Thị Bạn lưu")
  expect(await own()).toBeNull()
})

test("a conflict on saving names who changed it, oneself in another window too", async () => {
  await save("một", 0)
  await expect(save("hai", 0)).rejects.toThrow(
    "Đăng ký này vừa được bạn, ở một cửa sổ khác, thay đổi. Xem lại rồi làm lại.",
  )
})

test("saving forgets only the copy its form knew; a later one of another window is kept, and offered as an older one", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const { version } = await keep("ở cả hai cửa sổ")
  const later = await keep("ở cửa sổ thứ hai, dài hơn", { known: version })
  await save("lưu ở cửa sổ thứ nhất", 0)
  await discardWorkingCopy(marriage.id, specialist, [version])
  expect(await shown()).toMatchObject({
    workingCopy: null,
    copyVersion: later.version,
    olderCopy: { revision: 0, fields: fields("ở cửa sổ thứ hai, dài hơn") },
  })
  expect((await shown()).olderCopy?.changed).toContainEqual({
    field: "Ghi chú",
    before: "lưu ở cửa sổ thứ nhất",
    now: "ở cửa sổ thứ hai, dài hơn",
  })
})

test("an older copy stays beside what is typed now until it is thrown away", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const { version } = await keep("cũ")
  await save("đã lưu", 0)
  const now = await keep("đang nhập", { revision: 1, known: version })
  const both = { workingCopy: { fields: fields("đang nhập") }, olderCopy: { fields: fields("cũ") } }
  expect(await shown()).toMatchObject(both)
  await keep("đang nhập tiếp", { revision: 1, known: now.version })
  await discardWorkingCopy(marriage.id, specialist)
  expect(await shown()).toMatchObject({ workingCopy: null, olderCopy: { fields: fields("cũ") } })
  await discardOlderCopy(marriage.id, specialist)
  expect(await own()).toBeNull()
})

/** What the screen gets of the person's own copies. */
const shown = async () => {
  const { workflow, ...registration } = await registrationOf("1.000894")
  return copiesOf(await own(), registration, workflow.context)
}

test("nobody else reads it, and only who may propose keeps one", async () => {
  await keep("riêng")
  const colleague = { ...office.staff.specialistOf(marriage.agencyId), id: "đồng-nghiệp" }
  expect(await ownWorkingCopy(marriage.id, colleague)).toBeNull()
  for (const actor of [office.staff.specialistOf("so-y-te"), office.staff.reviewer])
    await expect(keep("lạ", {}, actor)).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("one's own correction of a fact takes what is typed along to the new revision", async () => {
  const actor = office.staff.specialistOf(marriage.agencyId)
  await keep("đang gõ")
  await correctFact(office.d, {
    registrationId: marriage.id,
    revision: 0,
    kind: "DENIED",
    factId: "presence.required",
    basis: "Luật mới đã bỏ",
    actor,
  })
  expect(await ownWorkingCopy(marriage.id, actor)).toMatchObject({ revision: 1, fields: fields("đang gõ") })
})
