import type { ActionFunctionArgs } from "@remix-run/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { action as planAction } from "#app/routes/_van-phong.ke-hoach.$planVersionId.tsx"
import {
  action as draftAction,
  loader as draftLoader,
} from "#app/routes/_van-phong.ke-hoach.$planVersionId_.soan/route.tsx"
import { action as writeAction } from "#app/routes/_van-phong.ke-hoach.soan-moi.tsx"
import { getPlan } from "#models/plan/kept-plan.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let cookie = ""
let chief = ""
let small: Awaited<ReturnType<typeof openSmallOffice>>
let id = ""
beforeAll(async () => {
  office = await openOffice()
  small = await openSmallOffice(office.runtime.store)
  const digital = "so-thong-tin-va-truyen-thong"
  cookie = await office.signedIn({ role: "COORDINATOR", agencyId: digital, id: "dieu.phoi" })
  chief = await office.signedIn({ role: "CHIEF_OF_OFFICE", id: "chanh.vp" })
  id = await begun("Kế hoạch công khai số liệu quý III năm 2023")
}, 90_000)
afterAll(() => office.close())

const post = (path: string, form: Record<string, string>, planVersionId = id): ActionFunctionArgs => ({
  ...office.ask(path, { cookie, form }),
  params: { planVersionId },
})
const begun = async (title: string): Promise<string> => {
  const answer = await writeAction(post("/ke-hoach/soan-moi", { title }))
  const to = answer instanceof Response ? (answer.headers.get("Location") ?? "") : ""
  return decodeURIComponent(/^\/ke-hoach\/(.+)\/soan$/u.exec(to)?.[1] ?? "")
}
const revisionOf = async () => String((await getPlan(id)).revision)
const act = async (form: Record<string, string>) =>
  draftAction(post(`/ke-hoach/${id}/soan`, { revision: await revisionOf(), ...form }))
const page = async () =>
  draftLoader({ ...office.ask(`/ke-hoach/${id}/soan`, { cookie }), params: { planVersionId: id } })
const saved = (answer: unknown): boolean => answer instanceof Response && answer.status === 302
const wordsOf = (answer: unknown): string => JSON.stringify((answer as { data?: unknown }).data)

const TASK = {
  intent: "task",
  part: "1",
  number: "1.1",
  text: "Công khai số liệu cung cấp dịch vụ công trực tuyến",
  leads: "Các Sở, Ban, ngành",
  coordinating: "Văn phòng UBND tỉnh",
  due: "Quý III/2023",
}

test("a plan begins with its title; one that is too short is refused with what to do", async () => {
  expect(id).not.toBe("")
  expect(wordsOf(await writeAction(post("/ke-hoach/soan-moi", { title: "Ngắn" })))).toContain(
    "ít nhất 10 ký tự",
  )
})

test("parts and tasks are added, and each task shows how its deadline and its units are read", async () => {
  expect(saved(await act({ intent: "part", number: "1", heading: "Công khai" }))).toBe(true)
  expect(saved(await act(TASK))).toBe(true)
  const [part] = (await page()).parts
  const [task] = part?.tasks ?? []
  expect(task?.understood.due).toContain("30/09/2023")
  expect(task?.understood.leads.names.length).toBeGreaterThan(10)
  expect(task?.understood.coordinating).toEqual({
    names: ["Văn phòng Ủy ban nhân dân tỉnh Đắk Nông"],
    vague: [],
  })
})

test("what is typed can be looked at before it is saved, and nothing is kept of it", async () => {
  const before = await revisionOf()
  const words = wordsOf(
    await act({ ...TASK, intent: "preview", number: "1.2", leads: "Sở Không Có", due: "tháng 13/2023" }),
  )
  expect(words).toContain("chưa đọc được thời hạn")
  expect(words).toContain("Sở Không Có")
  expect(await revisionOf()).toBe(before)
})

test("a draft says what is wrong with a task as the importer does", async () => {
  expect(
    saved(await act({ ...TASK, number: "1.2", text: "Báo cáo TTTHC quá hạn", due: "tháng 13/2023" })),
  ).toBe(true)
  const tasks = (await page()).parts[0]?.tasks ?? []
  expect(tasks[1]?.faults.map(({ found }) => found).join()).toContain("13/2023")
  expect((await page()).unanswered).toBeGreaterThan(0)
})

test("tasks change places within their part, are numbered anew, and are taken away; a part with tasks is not", async () => {
  const [, second] = (await page()).parts[0]?.tasks ?? []
  expect(saved(await act({ intent: "up", place: second?.place ?? "" }))).toBe(true)
  expect(saved(await act({ intent: "renumber" }))).toBe(true)
  const tasks = (await page()).parts[0]?.tasks ?? []
  expect(tasks.map(({ cells }) => cells.number)).toEqual(["1.1", "1.2"])
  expect(tasks[0]?.cells.text).toContain("Báo cáo")
  expect(wordsOf(await act({ intent: "removePart", number: "1" }))).toContain("còn nhiệm vụ")
  expect(saved(await act({ intent: "removeTask", place: second?.place ?? "" }))).toBe(true)
  expect((await page()).parts[0]?.tasks).toHaveLength(1)
  // The number that is left out is a fault again until the rest are numbered anew.
  expect((await page()).unanswered).toBeGreaterThan(0)
  expect(saved(await act({ intent: "renumber" }))).toBe(true)
  expect((await page()).unanswered).toBe(0)
})

test("a change over another's is refused and says so, with what was typed; a task that is gone likewise", async () => {
  const stale = await draftAction(post(`/ke-hoach/${id}/soan`, { ...TASK, number: "1.9", revision: "0" }))
  expect(wordsOf(stale)).toContain("chưa ghi gì của bạn")
  expect(wordsOf(stale)).toContain("1.9")
  expect(wordsOf(await act({ intent: "down", place: "không có" }))).toContain("không còn trong dự thảo")
  await expect(act({ intent: "constructor" })).rejects.toMatchObject({ status: 400 })
})

test("only whoever drafts plans writes one, and what is submitted is no longer written", async () => {
  const asked = office.ask(`/ke-hoach/${id}/soan`, { cookie: chief })
  await expect(draftLoader({ ...asked, params: { planVersionId: id } })).rejects.toMatchObject({
    init: { status: 403 },
  })
  const form = { intent: "plan.submitted", revision: await revisionOf() }
  expect(saved(await planAction(post(`/ke-hoach/${id}`, form)))).toBe(true)
  await expect(page()).rejects.toMatchObject({ status: 302 })
})

test("a next version of a plan in force is begun with what it says, and one at a time", async () => {
  await seedUsers(TRAINING_USERS)
  small.clock.set(instantOf("2023-05-15", "08:00:00"))
  await seedPlan(small.d, PLAN_122)
  const next = () => planAction(post("/ke-hoach/kh-122-2023.1", { intent: "nextVersion" }, "kh-122-2023.1"))
  const answer = await next()
  expect(answer instanceof Response && answer.headers.get("Location")).toBe("/ke-hoach/kh-122-2023.2/soan")
  expect(wordsOf(await next())).toContain("chưa xong")
  id = "kh-122-2023.2"
  expect(wordsOf(await act({ intent: "renumber" }))).toContain("đã có phiên bản ban hành")
})
