import { beforeEach, expect, test } from "vitest"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { answerStandings, doubtfulLetters, openLetters } from "#models/registration/doubt.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import {
  proposalConfirming,
  proposalFromSuggestion,
} from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"

const office = officeForEach()
const MARRIAGE = "1.000894"
const CITATION = "Điều 18 Luật Hộ tịch số 60/2014/QH13"
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf(MARRIAGE)
})
const now = () => registrationOf(MARRIAGE)
const move = (actor: Actor, event: RegistrationEvent) =>
  moveRegistration(office.d, { registrationId: marriage.id, event, actor })
const specialist = () => office.staff.specialistOf(marriage.agencyId)
const confirming = (): Proposal => ({ ...proposalConfirming(marriage.suggestion), citation: CITATION })

test("a doubtful criterion comes without an answer, and the untouched suggestion cannot be submitted", async () => {
  const doubtful = doubtfulLetters(marriage.suggestion)
  expect(doubtful.length).toBeGreaterThan(0)
  const untouched = { ...proposalFromSuggestion(marriage.suggestion), citation: CITATION }
  expect(untouched.answers.map(({ letter }) => letter).filter((one) => doubtful.includes(one))).toEqual([])
  const refusal = await refusalOf(move(specialist(), { type: "proposal.submitted", proposal: untouched }))
  expect(refusal.code).toBe("INVALID_INPUT")
  expect(refusal.details.issues).toEqual(
    doubtful.map((letter) => ({
      field: `answers.${letter}`,
      message: expect.stringContaining(`Chưa trả lời tiêu chí ${letter}`),
    })),
  )
})

test("who confirmed, overruled and left what is kept, and not what a form claims of it", async () => {
  const [doubt] = doubtfulLetters(marriage.suggestion)
  const claimed = confirming().answers.map((answer) => ({
    ...answer,
    answered: { by: "người khác", record: marriage.snapshotHash },
  }))
  await move(specialist(), { type: "draft.saved", proposal: { ...confirming(), answers: claimed } })
  const colleague = { ...specialist(), id: "chuyenvien.hai", name: "Người thứ hai" }
  const clear = marriage.suggestion.answers.find(({ letter }) => letter !== doubt)
  const answers = confirming().answers.map((answer) =>
    answer.letter === clear?.letter
      ? { ...answer, value: answer.value === "MET" ? ("NOT_MET" as const) : ("MET" as const) }
      : answer,
  )
  await move(colleague, { type: "draft.saved", proposal: { ...confirming(), answers } })
  const { suggestion, workflow } = await now()
  const standings = answerStandings(suggestion, workflow.context.proposal)
  expect(standings.find(({ letter }) => letter === doubt)).toEqual({
    letter: doubt,
    standing: "CONFIRMED",
    by: specialist().id,
  })
  expect(standings.find(({ letter }) => letter === clear?.letter)).toEqual({
    letter: clear?.letter,
    standing: "OVERRULED",
    by: colleague.id,
  })
  const others = standings.filter(({ letter }) => letter !== doubt && letter !== clear?.letter)
  expect(others.filter(({ standing }) => standing !== "LEFT" && standing !== "CONFIRMED")).toEqual([])
})

test("what was answered on another content of the procedure is doubted anew", async () => {
  await move(specialist(), { type: "draft.saved", proposal: confirming() })
  const { suggestion, workflow } = await now()
  const { proposal } = workflow.context
  expect(openLetters(suggestion, proposal)).toEqual([])
  const renewed = { ...suggestion, snapshotHash: "khác" }
  expect(openLetters(renewed, proposal)).toEqual(doubtfulLetters(suggestion))
})

test("a return sent by mistake is taken back with its reason while the unit has not gone on, and the unit is told", async () => {
  const { reviewer } = office.staff
  const stranger = { ...reviewer, id: "thamdinh.khac" }
  const head = office.staff.headOf(marriage.agencyId)
  const mistaken = { type: "return.recalled", reason: "Trả lại nhầm thủ tục" } as const
  await move(specialist(), { type: "proposal.submitted", proposal: confirming() })
  await move(head, { type: "proposal.returnedByHead", reason: "Cần xem lại căn cứ" })
  await move(head, { type: "headReturn.recalled", reason: "Trả lại nhầm thủ tục" })
  expect((await now()).workflow).toMatchObject({ value: "awaitingUnitHead", context: { returns: [] } })
  await move(head, { type: "proposal.signedOff" })
  await move(reviewer, { type: "appraisal.started" })
  await move(reviewer, { type: "appraisal.agreed", note: "" })
  const before = (await now()).workflow.context
  await move(reviewer, { type: "proposal.returned", reason: "Cần xem lại căn cứ" })
  expect((await refusalOf(move(stranger, mistaken))).message).toContain("Chỉ người đã trả lại")
  await move(reviewer, mistaken)
  expect((await now()).workflow).toMatchObject({ value: "appraised", context: before })
  for (const { id } of [specialist(), head]) {
    const { messages } = await findInbox(id, { number: 1, size: 10 })
    expect(messages[0]).toMatchObject({
      title: "Việc trả lại đã được rút lại",
      text: expect.stringContaining("Trả lại nhầm thủ tục"),
    })
  }
  await move(reviewer, { type: "proposal.returned", reason: "Cần xem lại căn cứ" })
  await move(specialist(), { type: "draft.saved", proposal: confirming() })
  expect((await refusalOf(move(reviewer, mistaken))).message).toContain("Đơn vị đã xử lý tiếp")
  expect((await now()).workflow.context.returns).toEqual([
    expect.not.objectContaining({ undid: expect.anything() }),
  ])
})

test("each hand-over is taken back by who made it while the next has not acted, and by nobody else", async () => {
  const { reviewer, chief } = office.staff
  const head = office.staff.headOf(marriage.agencyId)
  const stateOf = async () => (await now()).workflow.value
  await move(specialist(), { type: "proposal.submitted", proposal: confirming() })
  await move(specialist(), { type: "submission.recalled" })
  expect(await stateOf()).toBe("drafting")
  await move(specialist(), { type: "proposal.submitted", proposal: confirming() })
  await move(head, { type: "proposal.signedOff" })
  expect((await refusalOf(move(specialist(), { type: "submission.recalled" }))).code).toBe("WORKFLOW_REFUSED")
  await move(head, { type: "signOff.recalled" })
  expect((await now()).workflow).toMatchObject({ value: "awaitingUnitHead", context: { signedOff: null } })
  await move(head, { type: "proposal.signedOff" })
  await move(reviewer, { type: "appraisal.started" })
  await move(reviewer, { type: "appraisal.agreed", note: "" })
  const stranger = { ...reviewer, id: "thamdinh.khac" }
  expect((await refusalOf(move(stranger, { type: "appraisal.recalled" }))).message).toContain(
    "Chỉ người đã thẩm định",
  )
  await move(reviewer, { type: "appraisal.recalled" })
  await move(reviewer, { type: "appraisal.agreed", note: "" })
  expect((await refusalOf(move(reviewer, { type: "approval.granted" }))).message).toContain(
    "Người thẩm định không phê duyệt",
  )
  await move(chief, { type: "approval.granted" })
  await move(chief, { type: "approval.recalled" })
  expect((await now()).workflow).toMatchObject({ value: "appraised", context: { approved: null } })
})
