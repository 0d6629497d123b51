import type { LoaderFunctionArgs } from "@remix-run/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as timelineLoader } from "#app/routes/_van-phong.ke-hoach.thoi-gian.tsx"
import { loader as fileLoader } from "#app/routes/_van-phong.ke-hoach.thoi-gian_.$file.ts"
import { instantOf } from "#models/shared/dates.ts"
import { TRAINING_HEADING } from "#models/shared/training-mark.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let cookie = ""
beforeAll(async () => {
  office = await openOffice()
  const small = await openSmallOffice(office.runtime.store)
  await seedUsers(TRAINING_USERS)
  cookie = await office.signedIn({ role: "LEADER", id: "lanh.dao" })
  expect((await timelineLoader(ask(""))).timeline.plan).toBeNull()
  small.clock.set(instantOf("2023-03-15", "08:00:00"))
  await seedPlan(small.d, PLAN_122)
}, 90_000)
afterAll(() => office.close())

const ask = (search: string, file = ""): LoaderFunctionArgs => ({
  ...office.ask(`/ke-hoach/thoi-gian${file ? `/${file}` : ""}${search}`, { cookie }),
  params: { file },
})
const bytesOf = async (name: string, search = ""): Promise<Uint8Array> => {
  const answer = await fileLoader(ask(search, name))
  return new Uint8Array(await answer.arrayBuffer())
}

test("the plan stands over its months: every task, and each occurrence with the units that lead it", async () => {
  const { timeline, table } = await timelineLoader(ask(""))
  expect(timeline.rows.map(({ number }) => number)).toHaveLength(23)
  const [first] = timeline.rows
  expect(first?.spans[0]).toMatchObject({ due: "2023-04-30", done: 0, standing: "NOT_BEGUN" })
  expect(table.rows).toHaveLength(timeline.rows.flatMap(({ spans }) => spans).length)
})

test("unit, part and state narrow it; a plan that is not in force is said to be none", async () => {
  const ofPart = (await timelineLoader(ask("?part=3"))).timeline
  expect(new Set(ofPart.rows.map(({ part }) => part))).toEqual(new Set(["3"]))
  const ofUnit = (await timelineLoader(ask("?unit=so-tu-phap"))).timeline
  expect(ofUnit.rows.flatMap(({ spans }) => spans).every(({ units }) => units === 1)).toBe(true)
  expect((await timelineLoader(ask("?state=accepted"))).timeline.rows).toEqual([])
  await expect(timelineLoader(ask("?plan=khong-co"))).rejects.toMatchObject({ init: { status: 404 } })
})

test("the table and the picture are files: CSV that another reader reads, SVG and PNG; any other name is none", async () => {
  const [headings = [], ...rows] = readElsewhere(await bytesOf("thoi-gian.csv", "?part=3"))
  expect(headings).toEqual(expect.arrayContaining(["Nhiệm vụ", "Hạn", "Đã xong", TRAINING_HEADING]))
  expect(rows).toHaveLength((await timelineLoader(ask("?part=3"))).table.rows.length)
  expect(new TextDecoder().decode(await bytesOf("thoi-gian.svg"))).toContain("<title")
  expect([...(await bytesOf("thoi-gian.png")).slice(1, 4)]).toEqual([...Buffer.from("PNG")])
  await expect(fileLoader(ask("", "thoi-gian.pdf"))).rejects.toMatchObject({ status: 404 })
})
