import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as people } from "#app/routes/_van-phong.quan-tri.ban-giao._index.tsx"
import { action as hand, loader as page } from "#app/routes/_van-phong.quan-tri.ban-giao.$userId.tsx"
import { dayOf } from "#models/shared/dates.ts"
import { ROLES, type Role } from "#models/shared/workflow.ts"
import { TypedProposal } from "#models/working-copy/working-copy.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { actorOf } from "#workflows/identity/sign-in.server.ts"
import { keepWorkingCopy } from "#workflows/registration/working-copy.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
const cookies: Record<string, string> = {}
let unit: string

beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  unit = (await registrationOf("2.000488")).agencyId
  const persons: [string, Role, string][] = [
    ["an", "SPECIALIST", unit],
    ["binh", "SPECIALIST", unit],
    ...ROLES.map((role): [string, Role, string] => [`ai.${role.toLowerCase()}`, role, "van-phong-ubnd-tinh"]),
  ]
  for (const [id, role, agencyId] of persons) cookies[id] = await office.signedIn({ id, role, agencyId })
}, 120_000)
afterAll(() => office.close())

const at = (id: string, userId: string, form?: Record<string, string>) => ({
  ...office.ask(`/quan-tri/ban-giao/${userId}`, { cookie: cookies[id] ?? "", ...(form ? { form } : {}) }),
  params: { userId },
})
const type = async (id: string) => {
  const { runtime } = office
  const actor = await actorOf({ trainingMode: true }, id, dayOf(runtime.clock.now()))
  const { id: registrationId, revision } = await registrationOf("2.000488")
  if (actor)
    await keepWorkingCopy(runtime, {
      registrationId,
      revision,
      fields: TypedProposal.parse({ note: "dở" }),
      actor,
    })
}

test("only the administrator and the chief of office hand work over", async () => {
  for (const role of ROLES) {
    const asked = people(
      office.ask("/quan-tri/ban-giao", { cookie: cookies[`ai.${role.toLowerCase()}`] ?? "" }),
    )
    if (role === "ADMIN" || role === "CHIEF_OF_OFFICE")
      expect((await asked).people.map(({ id }) => id)).toContain("an")
    else await expect(asked).rejects.toMatchObject({ init: { status: 403 } })
  }
})

test("the page lists what is in hand and who may have it; handed over, it says how much and is empty", async () => {
  expect((await page(at("ai.admin", "an"))).total).toBe(0)
  await expect(page(at("ai.admin", "khong.co"))).rejects.toMatchObject({ init: { status: 404 } })
  await type("an")
  const { sections, digest, asksNumber } = await page(at("ai.admin", "an"))
  expect(asksNumber).toBe(false)
  expect(sections).toMatchObject([{ kind: "WORKING_COPY", count: 1, successors: [{ value: "binh" }] }])

  const form = { digest, "to.WORKING_COPY": "binh", reason: "nghỉ hưu", typed: "" }
  expect(await hand(at("ai.admin", "an", { ...form, reason: "" }))).toMatchObject({ init: { status: 400 } })
  expect(await hand(at("ai.admin", "an", { ...form, digest: "khác" }))).toMatchObject({
    init: { status: 409 },
  })
  expect(await hand(at("ai.admin", "an", { ...form, "to.WORKING_COPY": "ai.leader" }))).toMatchObject({
    data: { errors: { "to.WORKING_COPY": [expect.stringContaining("không có quyền")] } },
  })
  expect(await hand(at("ai.reviewer", "an", form))).toMatchObject({ init: { status: 403 } })
  expect(await hand(at("ai.admin", "an", form))).toMatchObject({ data: { moved: 1 } })
  expect((await page(at("ai.admin", "an"))).sections).toEqual([])
})
