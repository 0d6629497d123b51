import { afterAll, beforeAll, expect, test } from "vitest"
import { action, loader } from "#app/routes/_van-phong.bai-bo/route.tsx"

import { openSmallOffice } from "#test/setup/office.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const MARRIAGE = "1.000894"
let office: OpenOffice
let chief: string
let reviewer: string

beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store, { stage: "issued", signing: office.runtime.signing })
  const to = new Date("2023-08-14T08:00:00+07:00")
  await office.runtime.trainingClock?.moveForward({ by: "TO", to, actor: SYSTEM_ACTOR })
  chief = await office.signedIn({ role: "CHIEF_OF_OFFICE" })
  reviewer = await office.signedIn({ role: "REVIEWER" })
})
afterAll(() => office.close())

const show = (cookie: string, search = "") => loader(office.ask(`/bai-bo${search}`, { cookie }))
const post = async (cookie: string, form: Record<string, string>) => {
  const answer = await action(office.ask("/bai-bo", { cookie, form }))
  if ("data" in answer) return { status: answer.init?.status, ...answer.data }
  return { status: answer.status, location: answer.headers.get("Location") }
}
const sent = (over: Record<string, string> = {}) => ({
  code: MARRIAGE,
  kind: "ABOLISHED",
  number: "1234/QĐ-BTP",
  decidedOn: "2023-07-20",
  effectiveOn: "2023-09-01",
  services: "1",
  ...over,
})

test("the page shows what a repeal ends, to whoever may record it and to others", async () => {
  expect((await show(chief)).page).toMatchObject({ preview: null, repeals: [], planned: [] })
  expect((await show(chief, "?ma=9.999999")).page.isUnknown).toBe(true)
  const { page } = await show(chief, `?ma=${MARRIAGE}`)
  expect(page.preview).toMatchObject({ rows: [{ level: "PARTIAL" }], mayRecord: true })
  expect((await show(reviewer, `?ma=${MARRIAGE}`)).page.preview?.mayRecord).toBe(false)
})

test("what is wrong in the form is said at its field, and what was typed comes back", async () => {
  const faults: [Record<string, string>, string][] = [
    [{ number: "quyết định của Bộ" }, "number"],
    [{ decidedOn: "2023-12-01" }, "decidedOn"],
    [{ effectiveOn: "" }, "effectiveOn"],
    [{ services: "12" }, "services"],
  ]
  for (const [over, field] of faults) {
    const answer = await post(chief, sent(over))
    expect(answer).toMatchObject({ status: 400 })
    const { values } = answer as { values: Record<string, unknown> }
    for (const [name, typed] of Object.entries(over)) expect(String(values[name])).toBe(typed)
    expect(answer).toHaveProperty(["errors", field, 0])
  }
  expect(await post(reviewer, sent())).toMatchObject({ status: 403 })
})

test("a repeal recorded ahead waits on the page, is undone with a reason, and is recorded anew on its day", async () => {
  expect(await post(chief, sent())).toMatchObject({ status: 302, location: "/bai-bo" })
  const [plan] = (await show(chief)).page.planned
  expect(plan).toMatchObject({ code: MARRIAGE, state: "WAITING", effectiveOn: "2023-09-01", mayUndo: true })
  expect((await show(reviewer)).page.planned[0]?.mayUndo).toBe(false)
  const undo = { intent: "undo", id: plan?.id ?? "" }
  expect(await post(chief, { ...undo, reason: "" })).toMatchObject({ status: 400, undo: plan?.id })
  expect(await post(reviewer, { ...undo, reason: "Bộ rút lại quyết định" })).toMatchObject({ status: 403 })
  expect(await post(chief, { ...undo, reason: "Bộ rút lại quyết định" })).toMatchObject({ status: 302 })
  expect((await show(chief)).page.planned).toMatchObject([
    { state: "UNDONE", mayUndo: false, undone: { reason: "Bộ rút lại quyết định" } },
  ])
  expect(await post(chief, sent({ effectiveOn: "2023-08-10" }))).toMatchObject({ status: 302 })
  expect((await show(chief)).page.repeals).toMatchObject([
    { code: MARRIAGE, services: 1, told: { total: 2 } },
  ])
})
