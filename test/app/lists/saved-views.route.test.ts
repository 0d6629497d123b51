import { afterAll, beforeAll, expect, test } from "vitest"
import { action } from "#app/routes/_van-phong.bo-loc.tsx"
import { loader as frame } from "#app/routes/_van-phong.tsx"
import { VIEW_LIMITS } from "#models/saved-view/saved-view.ts"
import { type OpenOffice, openOffice } from "../setup/open-office.ts"

let office: OpenOffice
let mine: string
let colleague: string
let elsewhere: string

beforeAll(async () => {
  office = await openOffice()
  mine = await office.signedIn({ id: "thu", role: "SPECIALIST", agencyId: "so-tu-phap" })
  colleague = await office.signedIn({ id: "son", role: "UNIT_HEAD", agencyId: "so-tu-phap" })
  elsewhere = await office.signedIn({ id: "lan", role: "SPECIALIST", agencyId: "so-xay-dung" })
}, 120_000)
afterAll(() => office.close())

const send = (cookie: string, form: Record<string, string>) =>
  action(office.ask("/bo-loc", { cookie, form })) as Promise<
    Response & { init?: { status: number }; data?: unknown }
  >
const keep = (cookie: string, form: Record<string, string>) =>
  send(cookie, { intent: "keep", list: "/giao-nhan", query: "status=rejected", sharing: "ONLY_ME", ...form })
const viewsOf = async (cookie: string) =>
  (await frame(office.ask("/giao-nhan", { cookie }))).views.map(({ name, query, by }) => ({
    name,
    query,
    by,
  }))

test("a list is kept under a name, found again, and replaced under the same name", async () => {
  const kept = await keep(mine, { name: "Bị từ chối", query: "?page=3&status=rejected" })
  expect(kept.headers.get("Location")).toBe("/giao-nhan?status=rejected")
  await keep(mine, { name: "Bị từ chối", query: "status=rejected&target=cong-tinh" })
  expect(await viewsOf(mine)).toEqual([
    { name: "Bị từ chối", query: "status=rejected&target=cong-tinh", by: null },
  ])
  expect(await viewsOf(colleague)).toEqual([])
})

test("what is shared with the unit is seen there alone, what with everybody by all; only who kept it may drop it", async () => {
  await keep(mine, { name: "Của Sở", sharing: "UNIT" })
  await keep(mine, { name: "Của tỉnh", sharing: "OFFICE" })
  const namesOf = async (cookie: string) => (await viewsOf(cookie)).map(({ name }) => name)
  expect(await namesOf(colleague)).toEqual(["Của Sở", "Của tỉnh"])
  expect(await namesOf(elsewhere)).toEqual(["Của tỉnh"])
  const shared = (await frame(office.ask("/", { cookie: colleague }))).views
  expect(shared.every(({ by }) => by === "Nguyễn Thị Thử")).toBe(true)
  const [first] = shared
  const drop = (cookie: string) => send(cookie, { intent: "drop", list: "/giao-nhan", id: first?.id ?? "" })
  expect((await drop(colleague)).init?.status).toBe(404)
  expect(await namesOf(colleague)).toHaveLength(2)
  expect((await drop(mine)).status).toBe(302)
  expect(await namesOf(colleague)).toEqual(["Của tỉnh"])
})

test("a view leads nowhere but to a list of this site", async () => {
  for (const list of ["//xau.vn", "https://xau.vn/", "/giao-nhan?x=1", "/a/../../b\\c"])
    expect((await keep(mine, { name: "Xấu", list })).init?.status, list).toBe(400)
})

test("a person keeps a bounded number, with what to do said", async () => {
  for (let n = 0; n < VIEW_LIMITS.perPerson; n += 1) await keep(elsewhere, { name: `Bộ lọc ${n}` })
  const refused = await keep(elsewhere, { name: "Một nữa" })
  expect(refused.init?.status).toBe(400)
  expect(JSON.stringify(refused.data)).toContain("xóa rồi lưu lại")
  expect((await keep(elsewhere, { name: "Bộ lọc 7", query: "status=live" })).status).toBe(302)
})
