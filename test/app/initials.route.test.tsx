import { afterAll, beforeAll, expect, test } from "vitest"
import { action, loader } from "#app/routes/_van-phong.ban-hanh.$editionId._index.tsx"
import { loader as signElsewhere } from "#app/routes/_van-phong.ban-hanh.$editionId.ky-noi-khac.tsx"
import { type IssuingOffice, openIssuingOffice } from "./setup/issuing-office.ts"

let issuing: IssuingOffice
beforeAll(async () => {
  issuing = await openIssuingOffice({ initials: true })
}, 120_000)
afterAll(() => issuing.office.close())

const EDITION = { editionId: "2023-1" }
const pageFor = (who: string) => loader(issuing.ask(who, EDITION))
const take = async (who: string, intent: string, fields: Record<string, string> = {}) => {
  const { campaign } = await pageFor(who)
  const form = { intent, revision: String(campaign.revision), digest: issuing.digest, ...fields }
  return action(issuing.ask(who, EDITION, form))
}

test("between submission and signature the chief is asked for initials, here or with software of their own", async () => {
  const confirmed = { confirmed: "on" }
  await take("chanhvanphong", "checkContent", confirmed)
  await take("vanthu", "checkForm", confirmed)
  expect(await take("chanhvanphong", "submit", { signatoryId: "phochutich" })).toMatchObject({ status: 302 })
  expect((await pageFor("phochutich")).offers.next).toMatchObject({
    intent: "initial",
    refusal: expect.stringMatching(/^Việc của: Chánh Văn phòng/u),
  })
  expect(await signElsewhere(issuing.ask("chanhvanphong", EDITION))).toMatchObject({
    step: { intent: "initial", refusal: null },
  })
  expect(await take("chanhvanphong", "initial")).toMatchObject({ init: { status: 400 } })
  expect(await take("phochutich", "sign", confirmed)).toMatchObject({ init: { status: 409 } })
  const noteOf = async () =>
    (await pageFor("phochutich")).life.find(({ state }) => state === "submittedForSignature")?.note
  expect(await noteOf()).toMatch(/; chờ ký nháy$/u)
  expect(await take("chanhvanphong", "initial", confirmed)).toMatchObject({ status: 302 })
  expect(await noteOf()).toMatch(/; đã ký nháy$/u)
  expect(await pageFor("phochutich")).toMatchObject({
    stages: ["UNSIGNED", "INITIALLED"],
    offers: { next: { intent: "sign", refusal: null } },
  })
})
