import { afterAll, beforeAll, expect, test } from "vitest"
import { requireActor } from "#app/http/require-actor.server.ts"
import { action as end, loader as page } from "#app/routes/_van-phong.quan-tri.phien.tsx"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const OFFICE = "van-phong-ubnd-tinh"
const REASON = "Mất máy tính xách tay của phòng."
let office: OpenOffice
const cookies: Record<string, string> = {}

beforeAll(async () => {
  office = await openOffice()
  for (const role of ROLES) {
    const id = `ai.${role.toLowerCase()}`
    cookies[id] = await office.signedIn({ id, role, agencyId: OFFICE })
  }
  cookies["mat.may"] = await office.signedIn({ id: "mat.may", role: "SPECIALIST", agencyId: OFFICE })
}, 120_000)
afterAll(() => office.close())

const ask = (id: string, form?: Record<string, string>) =>
  office.ask("/quan-tri/phien", { cookie: cookies[id] ?? "", ...(form ? { form } : {}) })
const whoIs = (id: string) => {
  const { request, context } = office.ask("/cong-viec", { cookie: cookies[id] ?? "" })
  return requireActor(request, context)
}
const answerOf = (answer: unknown) => (answer as { data: { ended: unknown; errors?: unknown } }).data
const endedOf = async (id: string) =>
  (await findAuditTrail("account", id)).filter(({ type }) => type === "session.endedByOffice")

test("only the administrator sees who is signed in and ends what they have open", async () => {
  for (const role of ROLES) {
    if (role === "ADMIN") continue
    const id = `ai.${role.toLowerCase()}`
    await expect(page(ask(id))).rejects.toMatchObject({ init: { status: 403 } })
    expect(await end(ask(id, { of: "mat.may", reason: REASON }))).toMatchObject({ init: { status: 403 } })
  }
  expect(await whoIs("mat.may")).toMatchObject({ id: "mat.may" })
})

test("the page counts living sessions of others by person, the latest first", async () => {
  await SignInSessionModel.create([
    {
      _id: "f".repeat(64),
      ...(await SignInSessionModel.findOne({ userId: "mat.may" }, { _id: 0 }).lean()),
    },
    {
      _id: "e".repeat(64),
      ...(await SignInSessionModel.findOne({ userId: "mat.may" }, { _id: 0 }).lean()),
      endsAt: new Date(0),
    },
  ])
  const { people, sessions } = await page(ask("ai.admin"))
  expect(people.find(({ userId }) => userId === "mat.may")?.sessions).toBe(2)
  expect(people.map(({ userId }) => userId)).not.toContain("ai.admin")
  expect(sessions).toBe(people.reduce((sum, one) => sum + one.sessions, 0))
  const seen = people.map(({ lastSeenAt }) => lastSeenAt.getTime())
  expect(seen).toEqual([...seen].sort((a, b) => b - a))
})

test("the administrator ends the sessions of one person at once and the log says why", async () => {
  const refused = answerOf(await end(ask("ai.admin", { of: "mat.may", reason: "vì" })))
  expect(JSON.stringify(refused.errors)).toContain("Ghi vì sao kết thúc")
  expect(JSON.stringify(answerOf(await end(ask("ai.admin", { of: "", reason: REASON }))).errors)).toContain(
    "Chọn người",
  )
  const fullName = (await findUser("mat.may"))?.fullName
  const naming = answerOf(
    await end(ask("ai.admin", { of: "mat.may", reason: `Máy của ${fullName} bị mất.` })),
  )
  expect(JSON.stringify(naming.errors)).toContain("không ghi họ tên")
  expect(await whoIs("mat.may")).toMatchObject({ id: "mat.may" })
  const done = answerOf(await end(ask("ai.admin", { of: "mat.may", reason: REASON })))
  expect(done.ended).toEqual({ sessions: 3, people: 1 })
  await expect(whoIs("mat.may")).rejects.toBeInstanceOf(Response)
  expect(await whoIs("ai.leader")).toMatchObject({ id: "ai.leader" })
  expect(await endedOf("mat.may")).toMatchObject([
    { by: "ai.admin", payload: { sessions: 3, reason: REASON } },
  ])
  const again = await end(ask("ai.admin", { of: "mat.may", reason: REASON }))
  expect(JSON.stringify(answerOf(again).errors)).toContain("Không còn phiên nào")
})

test("the administrator ends everybody's sessions but their own", async () => {
  const { people, everybody } = await page(ask("ai.admin"))
  const done = answerOf(await end(ask("ai.admin", { of: everybody, reason: REASON })))
  expect(done.ended).toMatchObject({ people: people.length })
  for (const id of Object.keys(cookies))
    if (id !== "ai.admin") await expect(whoIs(id), id).rejects.toBeInstanceOf(Response)
  expect(await whoIs("ai.admin")).toMatchObject({ id: "ai.admin" })
  expect((await page(ask("ai.admin"))).people).toEqual([])
  expect(await endedOf("ai.leader")).toHaveLength(1)
  expect(await endedOf("ai.admin")).toEqual([])
})
