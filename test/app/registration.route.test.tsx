import type { ActionFunctionArgs } from "@remix-run/node"
import { afterEach, beforeEach, expect, test } from "vitest"
import { action, loader } from "#app/routes/_van-phong.dang-ky.$registrationId/route.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { openSmallOffice, registrationOf, type SmallOffice } from "#test/setup/office.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let small: SmallOffice
let marriage: Registration

beforeEach(async () => {
  office = await openOffice()
  small = await openSmallOffice(office.runtime.store)
  marriage = await registrationOf("1.000894")
})
afterEach(() => office.close())

const at = (path: string, cookie: string, form?: Record<string, string>): ActionFunctionArgs => ({
  ...office.ask(path, { cookie, ...(form ? { form } : {}) }),
  params: { registrationId: marriage.id },
})

const post = async (cookie: string, form: Record<string, string>, search = "") => {
  const answer = await action(at(`/dang-ky/x${search}`, cookie, form))
  if ("data" in answer) return { status: answer.init?.status, ...answer.data }
  return { location: answer.headers.get("Location"), status: answer.status }
}

/** The fields a browser sends for the suggestion taken as it is. */
const asSuggested = (over: Record<string, string> = {}): Record<string, string> => {
  const { answers, level, partialReason } = proposalConfirming(marriage.suggestion)
  return {
    ...Object.fromEntries(
      answers.flatMap(({ letter, value }, index) => [
        [`answers.${index}.letter`, letter],
        [`answers.${index}.value`, value],
        [`answers.${index}.note`, ""],
      ]),
    ),
    level,
    ...(level === "PARTIAL"
      ? { partialReason: partialReason ?? "", citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13" }
      : {}),
    note: "",
    revision: "0",
    ...over,
  }
}

test("a draft is kept as it was typed, even with criteria unanswered", async () => {
  const cookie = await office.signedIn({ role: "SPECIALIST", agencyId: marriage.agencyId })
  const { "answers.0.value": _, ...rest } = asSuggested({
    intent: "draft.saved",
    note: "Đang hỏi Bộ Tư pháp",
  })
  expect(await post(cookie, rest)).toMatchObject({ status: 302 })
  const kept = (await registrationOf("1.000894")).workflow
  expect(kept.value).toBe("drafting")
  expect(kept.context.proposal).toMatchObject({ note: "Đang hỏi Bộ Tư pháp" })
  expect((kept.context.proposal as { answers: unknown[] }).answers).toHaveLength(
    marriage.suggestion.answers.length - 1,
  )
})

test("submitting names every criterion without an answer, and keeps the rest of the form", async () => {
  const cookie = await office.signedIn({ role: "SPECIALIST", agencyId: marriage.agencyId })
  const { "answers.0.value": _, ...rest } = asSuggested({ intent: "proposal.submitted", note: "giữ lại" })
  const answer = await post(cookie, rest)
  expect(answer).toMatchObject({ status: 400, intent: "proposal.submitted", values: { note: "giữ lại" } })
  expect(answer).toHaveProperty(
    ["errors", "answers.a", 0],
    expect.stringContaining("Chưa trả lời tiêu chí a"),
  )
})

test("act, article, clause and point are picked apart and kept as one citation; an act without an article is not taken", async () => {
  const cookie = await office.signedIn({ role: "SPECIALIST", agencyId: marriage.agencyId })
  const { actsToCite } = await loader(at("/dang-ky/x", cookie))
  const [ofRecord] = actsToCite.groups
  const act = ofRecord?.acts.find((name) => name.includes("60/2014/QH13")) ?? ""
  expect(ofRecord?.label).toBe("Bản ghi của thủ tục nêu")
  const sent = { intent: "proposal.submitted", citation: act, article: "", clause: "", point: "" }
  const refused = await post(cookie, asSuggested(sent))
  expect(refused).toHaveProperty(["errors", "citation", 0], expect.stringContaining("chưa nêu điều, khoản"))
  const wrong = await post(cookie, asSuggested({ ...sent, article: "mười tám" }))
  expect(wrong).toHaveProperty(["errors", "article", 0], "Ghi số điều, ví dụ 18 hoặc 7a.")
  expect(await post(cookie, asSuggested({ ...sent, article: "Điều 18", clause: "1" }))).toMatchObject({
    status: 302,
  })
  expect((await registrationOf("1.000894")).workflow.context.proposal).toMatchObject({
    citation: `khoản 1 Điều 18 ${act}`,
  })
})

test("a stale form answers 409 with what changed, who and when, keeps what was typed, and takes line by line what was chosen", async () => {
  const cookie = await office.signedIn({ role: "SPECIALIST", agencyId: marriage.agencyId })
  const colleague = small.staff.specialistOf(marriage.agencyId)
  await moveRegistration(small.d, {
    registrationId: marriage.id,
    event: {
      type: "draft.saved",
      proposal: { ...proposalConfirming(marriage.suggestion), note: "của đồng nghiệp" },
    },
    actor: colleague,
  })
  const typed = asSuggested({ intent: "draft.saved", note: "của tôi", "answers.0.note": "tôi ghi thêm" })
  const answer = await post(cookie, typed)
  expect(answer).toMatchObject({ status: 409, values: { note: "của tôi" }, conflict: { currentRevision: 1 } })
  expect(answer).toHaveProperty(
    ["conflict", "changed"],
    expect.arrayContaining([
      {
        field: "Ghi chú",
        before: "để trống",
        mine: "của tôi",
        now: "của đồng nghiệp",
        take: { note: "của đồng nghiệp" },
        // The small office keeps no accounts of its staff: the log refers to them.
        by: colleague.id,
        at: expect.stringMatching(/^2023-/),
      },
    ]),
  )
  const again = {
    ...typed,
    revision: "1",
    banDaXem: '{"revision":"0"}',
    "khac.0.lay": '{"note":"của đồng nghiệp"}',
  }
  expect(await post(cookie, again), "nothing was chosen").toMatchObject({ status: 409 })
  expect(await post(cookie, { ...again, "khac.0.giu": "hien-nay" })).toMatchObject({ status: 302 })
  const { proposal } = (await registrationOf("1.000894")).workflow.context
  expect(proposal).toMatchObject({ note: "của đồng nghiệp" })
  expect(proposal?.answers[0]).toMatchObject({ note: "tôi ghi thêm" })
  const mine = { ...again, revision: "2", "khac.0.giu": "cua-toi" }
  expect(await post(cookie, mine)).toMatchObject({ status: 302 })
  expect((await registrationOf("1.000894")).workflow.context.proposal).toMatchObject({ note: "của tôi" })
})

test("of fifty colleagues who save the same form at once one is kept, and each of the others has their own words back", async () => {
  const { agencyId } = marriage
  const people = Array.from({ length: 50 }, (_, n) => `chuyenvien.${n}`)
  const cookies: string[] = []
  for (const id of people) cookies.push(await office.signedIn({ role: "SPECIALIST", agencyId, id }))
  const answers = await Promise.all(
    cookies.map((cookie, n) => post(cookie, asSuggested({ intent: "draft.saved", note: `lời thứ ${n}` }))),
  )
  expect(answers.filter(({ status }) => status === 302)).toHaveLength(1)
  for (const [n, answer] of answers.entries())
    if (answer.status !== 302)
      expect(answer).toMatchObject({
        status: 409,
        values: { note: `lời thứ ${n}` },
        conflict: { currentRevision: 1 },
        message: expect.stringMatching(/vừa được .+ thay đổi|vừa lưu thay đổi/u),
      })
  expect((await registrationOf("1.000894")).revision).toBe(1)
})

test("an officer of another agency gets 403, for reading and for writing, each with a line in the log", async () => {
  const cookie = await office.signedIn({ role: "SPECIALIST", agencyId: "so-y-te" })
  await expect(loader(at("/dang-ky/x", cookie))).rejects.toMatchObject({ init: { status: 403 } })
  expect(await post(cookie, asSuggested({ intent: "draft.saved" }))).toMatchObject({ status: 403 })
  const { entries } = await findAuditPage({ type: "access.denied", by: "specialist.so-y-te" }, 1, 10)
  expect(entries.map(({ payload }) => payload.action)).toEqual(["registration.propose", "registration.view"])
  expect((await registrationOf("1.000894")).revision).toBe(0)
})

test("going on leads to the next item of the same list, and after the last back to it", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const list = "?state=all&campaign=2023-1"
  const { nextId } = await loader(at(`/dang-ky/x${list}`, cookie))
  await moveRegistration(small.d, {
    registrationId: marriage.id,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(marriage.suggestion),
        citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
      },
    },
    actor: small.staff.specialistOf(marriage.agencyId),
  })
  await moveRegistration(small.d, {
    registrationId: marriage.id,
    event: { type: "proposal.signedOff" },
    actor: small.staff.headOf(marriage.agencyId),
  })
  const answer = await post(cookie, { intent: "appraisal.started+next", revision: "2" }, list)
  expect(answer).toMatchObject({ status: 302 })
  const { pathname, searchParams } = new URL(String("location" in answer ? answer.location : ""), "http://x")
  expect(decodeURIComponent(pathname)).toBe(`/dang-ky/${nextId}`)
  expect(Object.fromEntries(searchParams)).toEqual({
    state: "all",
    campaign: "2023-1",
    xong: "appraisal.started",
    vua: marriage.id,
  })
  const only = "?state=underAppraisal&campaign=2023-1"
  const last = await post(cookie, { intent: "appraisal.agreed+next", revision: "3", note: "" }, only)
  const { pathname: back, searchParams: said } = new URL(
    String("location" in last ? last.location : ""),
    "http://x",
  )
  expect([back, said.get("xong"), said.get("viec"), said.get("vua")]).toEqual([
    "/tham-dinh",
    "het",
    "appraisal.agreed",
    marriage.id,
  ])
})

test.each<Record<string, string>>([
  { intent: "edition.superseded", byEditionId: "2023-2", revision: "0" },
  { intent: "consultation.lapsed", today: "2099-01-01", revision: "0" },
])("no form can cause what the office's own course causes: $intent", async (form) => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const { revision } = await registrationOf("1.000894")
  expect(await post(cookie, form)).toMatchObject({
    status: 400,
    errors: { intent: [expect.stringContaining("Nút vừa bấm không hợp lệ")] },
  })
  expect((await registrationOf("1.000894")).revision).toBe(revision)
})

test.each([
  [{ intent: "proposal.returned", reason: "ừ", revision: "0" }, "reason", "Ghi rõ lý do"],
  [{ intent: "proposal.returned!", revision: "0" }, "intent", "Nút vừa bấm không hợp lệ"],
  [{ revision: "0" }, "intent", "Hãy bấm một trong các nút"],
])("a form that cannot be read is answered in words: %o", async (form, field, words) => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const answer = await post(cookie, form as Record<string, string>)
  expect(answer).toMatchObject({ status: 400 })
  expect(answer).toHaveProperty(["errors", field, 0], expect.stringContaining(words))
})

test("a fact is corrected from the screen; without a ground it is said at the field and nothing changes", async () => {
  const cookie = await office.signedIn({ role: "SPECIALIST", agencyId: marriage.agencyId })
  const form = { intent: "fact.corrected", kind: "DENIED", factId: "presence.required", revision: "0" }
  const refused = await post(cookie, { ...form, basis: "x" })
  expect(refused).toMatchObject({ status: 400, errors: { basis: [expect.stringContaining("căn cứ")] } })
  const done = await post(cookie, { ...form, basis: "Luật mới đã bỏ yêu cầu có mặt" }, "?state=drafting")
  expect(done.location).toBe(
    `/dang-ky/${encodeURIComponent(marriage.id)}?state=drafting&xong=fact.corrected&phan=thu-tuc`,
  )
  const page = await loader(at(`/dang-ky/x`, cookie))
  expect(page.corrections.standing.map(({ factId }) => factId)).toEqual(["presence.required"])
  expect(page.registration.suggestion.facts.some(({ id }) => id === "presence.required")).toBe(false)
})
