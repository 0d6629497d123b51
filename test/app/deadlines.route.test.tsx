import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as list } from "#app/routes/_van-phong.thoi-han._index.tsx"
import { action, loader } from "#app/routes/_van-phong.thoi-han.$deadlineId.tsx"
import { loader as form, action as record } from "#app/routes/_van-phong.thoi-han.moi.tsx"
import { loader as inbox, action as read } from "#app/routes/_van-phong.thong-bao._index.tsx"
import { loader as open } from "#app/routes/_van-phong.thong-bao.$messageId.ts"
import { loader as frame } from "#app/routes/_van-phong.tsx"
import type { Role } from "#models/shared/workflow.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
const cookies: Record<string, string> = {}
const PEOPLE: [string, Role, string][] = [
  ["chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  ["dieuphoi", "COORDINATOR", "so-tt-tt"],
  ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap"],
]

beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  for (const [id, role, agencyId] of PEOPLE) cookies[id] = await office.signedIn({ id, role, agencyId })
}, 120_000)
afterAll(() => office.close())

const ask = (id: string, path: string, form?: Record<string, string>) =>
  office.ask(path, { cookie: cookies[id] ?? "", ...(form ? { form } : {}) })
const listed = async (id: string, query = "") => list(ask(id, `/thoi-han${query}`))
const one = (id: string, deadlineId: string, form?: Record<string, string>) => ({
  ...ask(id, "/thoi-han/x", form),
  params: { deadlineId },
})
const moveTo = async (day: string) => {
  await office.runtime.trainingClock?.moveForward({
    by: "TO",
    to: new Date(`${day}T08:00:00+07:00`),
    actor: SYSTEM_ACTOR,
  })
}

test("the list has the phases and the report, soonest first, and filters by what, who, due and state", async () => {
  const { rows, total } = await listed("dieuphoi")
  expect(rows.map(({ kind }) => kind)).toEqual([
    "QUARTERLY_REPORT",
    "REGISTER_BY",
    "APPRAISE_BY",
    "ANNOUNCE_BY",
    "PUBLISH_BY",
  ])
  expect(total).toBe(5)
  const kinds = async (query: string) => (await listed("dieuphoi", query)).rows.map(({ kind }) => kind)
  expect(await kinds("?role=SPECIALIST")).toEqual(["REGISTER_BY"])
  expect(await kinds("?within=30")).toEqual(["QUARTERLY_REPORT", "REGISTER_BY"])
  expect(await kinds("?moved=yes")).toEqual([])
  expect(await kinds("?standing=KEPT")).toEqual([])
  expect(await kinds("?kind=nonsense&page=x")).toHaveLength(5)
})

test("a coordinator records a document that takes effect, puts it off with a reason, and the first day stays beside", async () => {
  const answer = (await record(
    ask("dieuphoi", "/thoi-han/moi", { kind: "BEFORE_EFFECT", name: "Nghị quyết về phí", day: "2023-04-20" }),
  )) as Response
  const id = decodeURIComponent(answer.headers.get("Location")?.split("/").at(-1) ?? "")
  const { row, acts } = await loader(one("dieuphoi", id))
  expect([row.due, acts]).toEqual(["2023-04-15", ["deadline.moved", "deadline.paused", "deadline.done"]])
  const moved = { type: "deadline.moved", day: "2023-04-18", revision: "0" }
  expect(await action(one("dieuphoi", id, moved))).toMatchObject({ init: { status: 400 } })
  const late = await action(one("dieuphoi", id, { ...moved, day: "2023-04-01", reason: "Chờ văn bản" }))
  expect(late).toMatchObject({ data: { errors: { day: [expect.stringContaining("15/04/2023")] } } })
  const done = (await action(one("dieuphoi", id, { ...moved, reason: "Chờ văn bản" }))) as Response
  expect(done.status).toBe(302)
  expect((await listed("dieuphoi", "?moved=yes")).rows).toMatchObject([
    { due: "2023-04-18", originalDue: "2023-04-15" },
  ])
})

test("a specialist sees the clocks, is offered no act, and is refused the form and the act", async () => {
  const { rows, mayRecord } = await listed("chuyenvien.tuphap")
  expect(mayRecord).toBe(false)
  const id = rows[0]?.id ?? ""
  expect((await loader(one("chuyenvien.tuphap", id))).acts).toEqual([])
  await expect(form(ask("chuyenvien.tuphap", "/thoi-han/moi"))).rejects.toMatchObject({
    init: { status: 403 },
  })
  const sent = { type: "deadline.paused", reason: "Không có lý do", revision: "0" }
  expect(await action(one("chuyenvien.tuphap", id, sent))).toMatchObject({ init: { status: 403 } })
})

test("what falls due reaches the inbox of whom it concerns, is counted, opened and noted as read", async () => {
  await moveTo("2023-03-28")
  const counted = async (id: string) => (await frame(ask(id, "/cong-viec"))).counts.unread.count
  expect(await counted("chuyenvien.tuphap")).toBe(1)
  const { messages, unread } = await inbox(ask("chuyenvien.tuphap", "/thong-bao"))
  expect(messages.map(({ title }) => title)).toEqual(["Đơn vị đăng ký xong: còn 3 ngày"])
  expect(unread).toBe(1)
  const messageId = messages[0]?.id ?? ""
  const request = (id: string) => ({
    ...ask(id, `/thong-bao/${encodeURIComponent(messageId)}`),
    params: { messageId },
  })
  await expect(open(request("chanhvanphong"))).rejects.toMatchObject({ init: { status: 404 } })
  expect((await open(request("chuyenvien.tuphap"))).headers.get("Location")).toBe("/dot-ra-soat/2023-1")
  expect(await counted("chuyenvien.tuphap")).toBe(0)
  expect(await counted("chanhvanphong")).toBeGreaterThan(0)
  expect(((await read(ask("chanhvanphong", "/thong-bao", {}))) as Response).headers.get("Location")).toBe(
    "/thong-bao",
  )
  expect(await counted("chanhvanphong")).toBe(0)
})

test("a link in a message leads through the sign-in back to what it is about", async () => {
  const asked = { ...office.ask("/thong-bao/mot-tin"), params: { messageId: "mot-tin" } }
  await expect(open(asked)).rejects.toSatisfy(
    (answer: Response) => answer.headers.get("Location") === "/dang-nhap?returnTo=%2Fthong-bao%2Fmot-tin",
  )
})
