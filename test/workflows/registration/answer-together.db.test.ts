import { expect, test } from "vitest"
import { answerStandings, doubtfulLetters } from "#models/registration/doubt.ts"
import { findAllRegistrations, getRegistration } from "#models/registration/registration.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { alikeDoubts, answerTogether } from "#workflows/registration/answer-together.server.ts"

const office = officeForEach()

/** The three services as if one unit had them, two with the same doubt about the same sentence. */
const sharing = async () => {
  const drafts = await findAllRegistrations("2023-1", ["drafting"])
  const [one, two, other] = drafts
  if (!one || !two || !other) throw new Error("the small office has three services")
  const [letter = ""] = one.suggestion.answers.map((answer) => answer.letter)
  const doubted = (quote: string) => ({
    agencyId: one.agencyId,
    "suggestion.sure": false,
    "suggestion.doubtful": [letter],
    "suggestion.facts": [{ id: "nguon", value: "x", quote, source: "Trình tự" }],
    "suggestion.reasons": [
      { criterion: letter, article: "", answer: "MET", explanation: "Chưa rõ", factIds: ["nguon"] },
    ],
  })
  for (const { id } of [one, two])
    await RegistrationModel.updateOne({ _id: id }, { $set: doubted("Nộp bản chính để đối chiếu") })
  await RegistrationModel.updateOne({ _id: other.id }, { $set: doubted("Đến nhận trực tiếp") })
  return { one, two, other, letter, actor: office.staff.specialistOf(one.agencyId) }
}

test("services with one open criterion and one sentence are found together, others are not", async () => {
  const { one, two, letter } = await sharing()
  const alike = await alikeDoubts(await getRegistration(one.id), letter)
  expect(alike.sentence).toBe("Nộp bản chính để đối chiếu")
  expect(alike.rows.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort())
})

test("only the ticked rows are answered, by whom is kept, and what does not share the doubt is not touched", async () => {
  const { one, two, other, letter, actor } = await sharing()
  const row = (id: string) => ({ registrationId: id, revision: 0 })
  const answer = { registrationId: one.id, letter, value: "NOT_MET" as const, note: "Theo quy trình", actor }
  expect((await refusalOf(answerTogether(office.d, { ...answer, rows: [row(other.id)] }))).code).toBe(
    "INVALID_INPUT",
  )
  const outcomes = await answerTogether(office.d, { ...answer, rows: [row(two.id), row(other.id)] })
  expect(outcomes).toEqual([{ registrationId: two.id, ok: true }])
  const { suggestion, workflow } = await getRegistration(two.id)
  expect(workflow.value).toBe("drafting")
  const standing = answerStandings(suggestion, workflow.context.proposal).find((it) => it.letter === letter)
  expect(standing?.by).toBe(actor.id)
  expect(doubtfulLetters(suggestion)).toEqual([letter])
  for (const id of [one.id, other.id]) expect((await getRegistration(id)).revision).toBe(0)
})

test("a row somebody changed meanwhile is refused and the others are answered", async () => {
  const { one, two, letter, actor } = await sharing()
  const rows = [
    { registrationId: one.id, revision: 0 },
    { registrationId: two.id, revision: 7 },
  ]
  const outcomes = await answerTogether(office.d, {
    registrationId: one.id,
    letter,
    value: "MET",
    note: "",
    rows,
    actor,
  })
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false])
})

test("another unit's specialist answers nothing", async () => {
  const { one, letter } = await sharing()
  const stranger = office.staff.specialistOf("so-y-te")
  const refusal = await refusalOf(
    answerTogether(office.d, {
      registrationId: one.id,
      letter,
      value: "MET",
      note: "",
      rows: [{ registrationId: one.id, revision: 0 }],
      actor: stranger,
    }),
  )
  expect(refusal.code).toBe("FORBIDDEN")
})
