import { randomUUID } from "node:crypto"
import { beforeEach, expect, test } from "vitest"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { isOpenRemark } from "#models/registration/remark.ts"
import { mentionsIn } from "#models/registration-comment/registration-comment.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { addComment } from "#workflows/registration/add-comment.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"

const CODE = "1.000894"
const CITATION = "Điều 18 Luật Hộ tịch số 60/2014/QH13"
const office = officeForEach()
const now = () => registrationOf(CODE)
const move = async (actor: Actor, event: RegistrationEvent) =>
  moveRegistration(office.d, { registrationId: (await now()).id, event, actor })
const specialist = async () => office.staff.specialistOf((await now()).agencyId)
const proposal = async () => ({ ...proposalConfirming((await now()).suggestion), citation: CITATION })
const pageOf = async (actor: Actor) =>
  getRegistrationPage(office.d, { registrationId: (await now()).id, query: { page: 1 }, actor })
const letterOf = async () => (await now()).suggestion.answers[0]?.letter ?? ""

/** Submitted, signed off and taken up by the appraiser. */
beforeEach(async () => {
  const { agencyId } = await now()
  await move(await specialist(), { type: "proposal.submitted", proposal: await proposal() })
  await move(office.staff.headOf(agencyId), { type: "proposal.signedOff" })
  await move(office.staff.reviewer, { type: "appraisal.started" })
})

const remark = async () => {
  const { reviewer } = office.staff
  const place = `criterion:${await letterOf()}`
  await move(reviewer, { type: "remark.made", place, text: "Chưa rõ căn cứ của tiêu chí này" })
  await move(reviewer, { type: "remark.made", place: "field:citation", text: "Điều khoản đã bị bãi bỏ" })
}

test("a proposal that goes back with remarks is not submitted again before each is answered, and says which and where", async () => {
  const { reviewer } = office.staff
  await remark()
  expect((await refusalOf(move(reviewer, { type: "appraisal.agreed", note: "" }))).message).toContain(
    "Còn 2 nhận xét đang mở",
  )
  await move(reviewer, { type: "proposal.returned", reason: "Sửa theo nhận xét" })
  const submit = async () =>
    move(await specialist(), { type: "proposal.submitted", proposal: await proposal() })
  const refusal = await refusalOf(submit())
  expect(refusal.code).toBe("WORKFLOW_REFUSED")
  expect(refusal.message).toContain(`1. Tiêu chí ${await letterOf()}; 2. Căn cứ pháp luật chuyên ngành`)
  await move(await specialist(), { type: "remark.resolved", remarkId: "1", words: "Đã nêu rõ Điều 18" })
  expect((await refusalOf(submit())).message).toContain("2. Căn cứ pháp luật chuyên ngành")
  await move(await specialist(), { type: "remark.resolved", remarkId: "2", words: "Đã thay điều khoản" })
  await submit()
  expect((await now()).workflow.value).toBe("awaitingUnitHead")
})

test("the appraiser opens a badly answered remark again, and closes one that is settled", async () => {
  const { reviewer, headOf } = office.staff
  const { agencyId } = await now()
  await remark()
  await move(reviewer, { type: "remark.settled", remarkId: "2", words: "Đã kiểm tra lại, còn hiệu lực" })
  await move(reviewer, { type: "proposal.returned", reason: "Sửa theo nhận xét" })
  await move(await specialist(), { type: "remark.resolved", remarkId: "1", words: "Đã sửa rồi" })
  await move(await specialist(), { type: "proposal.submitted", proposal: await proposal() })
  await move(headOf(agencyId), { type: "proposal.signedOff" })
  await move(reviewer, { type: "appraisal.started" })
  await move(reviewer, { type: "remark.reopened", remarkId: "1", words: "Vẫn chưa nêu khoản" })
  const { remarks } = (await now()).workflow.context
  expect(remarks.map(isOpenRemark)).toEqual([true, false])
  expect(remarks[0]?.turns.map(({ kind }) => kind)).toEqual(["ANSWERED", "REOPENED"])
  expect((await refusalOf(move(reviewer, { type: "appraisal.agreed", note: "" }))).message).toContain(
    "1. Tiêu chí",
  )
  await move(reviewer, { type: "remark.settled", remarkId: "1", words: "Đã trao đổi qua điện thoại" })
  await move(reviewer, { type: "appraisal.agreed", note: "" })
  expect((await verifyStore()).findings).toEqual([])
})

test("remarks are pinned to what is there, by the appraiser alone, and answered by the unit alone", async () => {
  const { reviewer } = office.staff
  const made = (place: string) => ({ type: "remark.made" as const, place, text: "Chưa rõ căn cứ" })
  expect((await refusalOf(move(reviewer, made("criterion:z9")))).details.issues).toMatchObject([
    { field: "place" },
  ])
  expect((await refusalOf(move(await specialist(), made("general")))).code).toBe("FORBIDDEN")
  await move(reviewer, made("general"))
  const answer = { type: "remark.resolved" as const, remarkId: "1", words: "Đã sửa rồi" }
  expect((await refusalOf(move(reviewer, answer))).code).toBe("FORBIDDEN")
  expect((await refusalOf(move(await specialist(), answer))).code).toBe("WORKFLOW_REFUSED")
})

test("the page shows what changed since the return, word by word, with both versions' people and times", async () => {
  const { reviewer } = office.staff
  await move(reviewer, { type: "proposal.returned", reason: "Ghi rõ khoản" })
  const before = await pageOf(reviewer)
  expect(before.rounds).toMatchObject([{ number: 1, changes: [], revised: null }])
  office.clock.set(new Date("2023-03-07T02:00:00Z"))
  const revised = {
    ...(await proposal()),
    citation: "Khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13",
    note: "Đã hỏi cấp xã",
  }
  await move(await specialist(), { type: "draft.saved", proposal: revised })
  const [round] = (await pageOf(reviewer)).rounds
  expect(round?.returned.by).toBe(reviewer.id)
  expect(round?.revised).toEqual({ by: (await specialist()).id, at: "2023-03-07T02:00:00.000Z" })
  expect(round?.changes.map(({ field, kind }) => [field, kind])).toEqual([
    ["Căn cứ", "CHANGED"],
    ["Ghi chú", "ADDED"],
  ])
  const words = round?.changes[0]?.parts
    .filter(({ change }) => change !== "SAME")
    .map(({ text }) => text.trim())
  expect(words?.join(" ").toLowerCase()).toContain("khoản 1")
})

const works = async (...people: [Actor, Role, string][]) => {
  await UserModel.deleteMany({})
  await saveUsers(
    people.map(([{ id, name }, role, agencyId]) => ({
      id,
      fullName: name,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId, validFrom: "2023-01-01", validTo: null }],
    })),
  )
}

test("a mention is told to whom it mentions, once; nobody is mentioned who may not see the registration", async () => {
  const { reviewer, chief, specialistOf } = office.staff
  const { id, agencyId } = await now()
  const stranger = specialistOf("so-y-te")
  await works(
    [reviewer, "REVIEWER", "van-phong-ubnd-tinh"],
    [chief, "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
    [stranger, "SPECIALIST", "so-y-te"],
  )
  const say = (text: string, commentId: string = randomUUID(), actor = specialistOf(agencyId)) =>
    addComment(office.d, { id: commentId, registrationId: id, text, actor })
  const once = randomUUID()
  await say(`Nhờ @${chief.id} xem giúp, và @${chief.id}.`, once)
  await say(`Nhờ @${chief.id} xem giúp, và @${chief.id}.`, once)
  const { comments } = await pageOf(reviewer)
  expect(comments.map(({ mentions }) => mentions)).toEqual([[{ id: chief.id, name: chief.name }]])
  const { messages } = await findInbox(chief.id, { number: 1, size: 10 })
  expect(messages.map(({ kind, about }) => [kind, about.id])).toEqual([["MENTION", id]])
  for (const [text, why] of [
    [`@${stranger.id} xem giúp`, "Không nhắc được"],
    ["@khong-co xem giúp", "Không nhắc được"],
    ["  ", "Hãy ghi nội dung"],
    ["a".repeat(2001), "quá dài"],
  ] as const)
    expect((await refusalOf(say(text))).message).toContain(why)
  expect((await refusalOf(say("Tôi xem được không?", randomUUID(), stranger))).code).toBe("FORBIDDEN")
  expect((await pageOf(reviewer)).comments).toHaveLength(1)
})

test("mentions are user names after an at sign, never the rest of an address", () => {
  expect(mentionsIn("@a.b, (@c) x@y.vn @D! @a.b")).toEqual(["a.b", "c", "d"])
})
