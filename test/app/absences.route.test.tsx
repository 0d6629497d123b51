import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as myWork } from "#app/routes/_van-phong.cong-viec/route.tsx"
import { loader as frame } from "#app/routes/_van-phong.tsx"
import { loader as list } from "#app/routes/_van-phong.vang-mat._index.tsx"
import { loader as one, action as step } from "#app/routes/_van-phong.vang-mat.$delegationId.tsx"
import { loader as form, action as make } from "#app/routes/_van-phong.vang-mat.moi.tsx"
import { dayOf } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const UNIT = "so-tu-phap"
let office: OpenOffice
const cookies: Record<string, string> = {}
const PEOPLE: [string, Role, string][] = [
  ["an", "SPECIALIST", UNIT],
  ["binh", "SPECIALIST", UNIT],
  ["hoa", "UNIT_HEAD", UNIT],
  ["chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  ["lanhdao", "LEADER", "ubnd-tinh"],
]

beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  for (const [id, role, agencyId] of PEOPLE) cookies[id] = await office.signedIn({ id, role, agencyId })
}, 120_000)
afterAll(() => office.close())

const ask = (id: string, path: string, sent?: Record<string, string>) =>
  office.ask(path, { cookie: cookies[id] ?? "", ...(sent ? { form: sent } : {}) })
const at = (id: string, delegationId: string, sent?: Record<string, string>) => ({
  ...ask(id, "/vang-mat/x", sent),
  params: { delegationId },
})
const today = () => dayOf(office.runtime.clock.now())
const asked = (more: Record<string, string> = {}) => ({
  principalId: "an",
  deputyId: "binh",
  what: "ALL",
  from: today(),
  to: today(),
  document: "",
  reason: "đi công tác",
  position: "",
  ...more,
})
const idOf = (answer: unknown) =>
  decodeURIComponent((answer as Response).headers.get("Location")?.split("/").at(-1) ?? "")

test("an officer sees their own roles and those of the same unit who may deputise; who answers for a unit sees its people", async () => {
  const own = await form(ask("an", "/vang-mat/moi"))
  expect(own.principals.map(({ value }) => value)).toEqual(["an"])
  expect(own.roles.map(({ value }) => value)).toEqual([`SPECIALIST ${UNIT}`])
  expect(own.deputies.map(({ value }) => value).sort()).toEqual(["binh", "hoa"])
  expect(own.holdsAtOnce).toBe(false)
  const heads = await form(ask("hoa", "/vang-mat/moi?nguoi=an"))
  expect(heads.principals.map(({ value }) => value)).toEqual(["hoa", "an", "binh"])
  expect(heads.holdsAtOnce).toBe(true)
  const leaders = await form(ask("lanhdao", "/vang-mat/moi"))
  expect(leaders.roles).toEqual([])
})

test("asked for, agreed to, at work and ended: each sees what is theirs, and the work stands apart", async () => {
  const id = idOf(await make(ask("an", "/vang-mat/moi", asked({ "areas.REGISTRATION": "on" }))))
  const waiting = await list(ask("binh", "/vang-mat"))
  expect(waiting.own).toMatchObject([{ id, standing: "WAITING", waitsForYou: true }])
  expect((await list(ask("hoa", "/vang-mat"))).others).toMatchObject([{ id, waitsForYou: true }])
  expect((await list(ask("lanhdao", "/vang-mat"))).others).toEqual([])
  await expect(one(at("lanhdao", id))).rejects.toMatchObject({ init: { status: 404 } })

  expect((await one(at("an", id))).may).toEqual({ agree: false, decline: false, end: true })
  const sent = { type: "delegation.agreed", revision: "1", reason: "" }
  expect(((await step(at("binh", id, sent))) as Response).status).toBe(302)
  const page = await one(at("an", id))
  expect(page.row.standing).toBe("IN_FORCE")
  expect(page.agreedBy?.name).toBeTruthy()

  const { inPlaceOf, campaigns } = await myWork(ask("binh", "/cong-viec"))
  expect(inPlaceOf.map(({ place }) => place.personId)).toEqual(["an"])
  expect(inPlaceOf[0]?.campaigns[0]?.sections.map(({ count }) => count)).toEqual(
    campaigns[0]?.sections.map(({ count }) => count),
  )
  expect((await frame(ask("binh", "/cong-viec"))).person.place).toContain("(thay ")

  // Stale, without a reason, then for good.
  const ended = { type: "delegation.ended", revision: "1", reason: "về sớm" }
  expect(await step(at("an", id, ended))).toMatchObject({ init: { status: 409 } })
  expect(await step(at("an", id, { ...ended, revision: "2", reason: "" }))).toMatchObject({
    init: { status: 400 },
  })
  await step(at("an", id, { ...ended, revision: "2" }))
  expect((await myWork(ask("binh", "/cong-viec"))).inPlaceOf).toEqual([])
  expect((await one(at("binh", id))).closed?.reason).toBe("về sớm")
})

test("what is wrong is said at its field, and nobody makes another's absence who does not answer for it", async () => {
  expect(await make(ask("hoa", "/vang-mat/moi", asked({ deputyId: "", to: "" })))).toMatchObject({
    data: { errors: { deputyId: ["Chọn người làm thay."], to: ["Ghi ngày cuối."] } },
  })
  expect(await make(ask("hoa", "/vang-mat/moi", asked({ to: "2020-01-01" })))).toMatchObject({
    data: { errors: { to: [expect.stringContaining("Ngày cuối")] } },
  })
  expect(await make(ask("hoa", "/vang-mat/moi", asked({ what: "nonsense" })))).toMatchObject({
    data: { errors: { what: ["Chọn ít nhất một việc để giao."] } },
  })
  expect(await make(ask("lanhdao", "/vang-mat/moi", asked()))).toMatchObject({ init: { status: 403 } })
})
