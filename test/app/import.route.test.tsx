import { afterAll, beforeAll, expect, test } from "vitest"
import { action, loader } from "#app/routes/_van-phong.nhap-du-lieu/route.tsx"
import * as preview from "#app/routes/_van-phong.nhap-du-lieu_.xem-truoc.$stagedId/route.tsx"
import { loader as previewFile } from "#app/routes/_van-phong.nhap-du-lieu_.xem-truoc.$stagedId_.tai-ve.ts"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
})
afterAll(() => office.close())

const uploadOf = (file: File | null, cookie = ""): Request => {
  const body = new FormData()
  if (file) body.append("file", file)
  return new Request("http://office.test/nhap-du-lieu", { method: "POST", body, headers: { Cookie: cookie } })
}

const send = async (file: File | null, cookie: string) => {
  const answer = await action({
    request: uploadOf(file, cookie),
    params: {},
    context: office.context(),
  })
  if ("data" in answer) return { status: answer.init?.status, error: answer.data.error }
  return { location: answer.headers.get("Location") ?? "" }
}

const reportAt = async (location: string, cookie: string) =>
  (await loader(office.ask(location, { cookie }))).report

const csv = (...rows: string[]) =>
  new File([["Mã TTHC,Tên TTHC,Lĩnh vực,Mã lĩnh vực,Cấp thực hiện", ...rows].join("\r\n")], "Danh sách.csv")

/** Sends a file and looks at what would become of it. */
const look = async (file: File, cookie: string) => {
  const { location } = (await send(file, cookie)) as { location: string }
  const stagedId = location.split("/").at(-1) ?? ""
  const { plan } = await preview.loader({ ...office.ask(location, { cookie }), params: { stagedId } })
  return { stagedId, location, plan }
}

const press = async (stagedId: string, fields: Record<string, string | string[]>, cookie: string) => {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  const request = new Request(`http://office.test/nhap-du-lieu/xem-truoc/${stagedId}`, {
    method: "POST",
    body,
    headers: { Cookie: cookie },
  })
  const answer = await preview.action({ request, params: { stagedId }, context: office.context() })
  if ("data" in answer) return { status: answer.init?.status, error: answer.data.error }
  return { location: answer.headers.get("Location") ?? "" }
}

const DAMAGED = "1.0133611,Đăng ký khai sinh,Hộ tịch,G15-HT01,Cấp xã"
const GOOD = "1.001193,Đăng ký khai sinh,Hộ tịch,G15-HT01,Cấp xã"

test("a file is looked at before anything of it is taken: each row with what would become of it", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const before = await findCurrentSnapshots()
  const { plan, stagedId } = await look(csv(DAMAGED, GOOD), cookie)
  expect(plan).toMatchObject({
    read: 2,
    counts: { NEW: 1, CHANGED: 0, UNCHANGED: 0, LEFT_OUT: 0, REFUSED: 1 },
  })
  expect(plan.rows).toMatchObject([
    { kind: "NEW", line: 3, code: "1.001193", name: "Đăng ký khai sinh" },
    { kind: "REFUSED", line: 2, code: "1.0133611", reason: expect.stringContaining("1.0133611") },
  ])
  expect(await findCurrentSnapshots()).toEqual(before)
  const file = await previewFile({ ...office.ask("/x", { cookie }), params: { stagedId } })
  expect(await file.text()).toContain("Từ chối")
})

test("with a wrong row nothing is taken; the switch takes the good rows and leaves the bad one", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const before = await findCurrentSnapshots()
  const { plan, stagedId } = await look(csv(DAMAGED, GOOD), cookie)
  const whole = (await press(stagedId, { intent: "take", digest: plan.digest }, cookie)) as {
    location: string
  }
  expect(await reportAt(whole.location, cookie)).toMatchObject({
    outcome: "REFUSED",
    fileName: "Danh sách.csv",
    read: 2,
    refusedCount: 1,
  })
  expect(await findCurrentSnapshots()).toEqual(before)
  const some = (await press(stagedId, { intent: "take", digest: plan.digest, partial: "on" }, cookie)) as {
    location: string
  }
  expect(await reportAt(some.location, cookie)).toMatchObject({ outcome: "TAKEN", added: 1, refusedCount: 1 })
  expect(await press(stagedId, { intent: "take", digest: plan.digest }, cookie)).toMatchObject({
    status: 404,
  })
})

test("what the register became meanwhile is no longer what was looked at", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const list = (name: string) => csv(`1.001194,${name},Hộ tịch,G15-HT01,Cấp xã`)
  const [mine, others] = [await look(list("Tên này"), cookie), await look(list("Tên kia"), cookie)]
  await press(others.stagedId, { intent: "take", digest: others.plan.digest }, cookie)
  expect((await look(list("Tên khác"), cookie)).plan.rows).toMatchObject([
    { kind: "CHANGED", reason: expect.stringContaining("Tên thủ tục") },
  ])
  expect(await press(mine.stagedId, { intent: "take", digest: mine.plan.digest }, cookie)).toMatchObject({
    status: 409,
    error: expect.stringContaining("Chưa nhập gì"),
  })
})

test("a column nobody knows is said what it is, once: the sender's next list is understood", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const list = (code: string) =>
    new File([`Mã TTHC,Việc của dân,Lĩnh vực\n${code},Xác nhận nơi ở,Hộ tịch\n`], "so.csv")
  const { stagedId, plan, location } = await look(list("1.001195"), cookie)
  expect(plan.questions.map(({ about }) => about)).toEqual(["adminLevels"])
  expect(plan.rows).toMatchObject([{ kind: "REFUSED", reason: expect.stringContaining("Thiếu tên") }])
  expect(await press(stagedId, { intent: "take", digest: plan.digest }, cookie)).toMatchObject({
    status: 400,
  })
  const columns = { "columns.0.key": "ma tthc", "columns.0.field": "code", "columns.1.key": "viec cua dan" }
  await press(
    stagedId,
    {
      intent: "answer",
      "levels[]": ["xa"],
      ...columns,
      "columns.1.field": "name",
      "columns.2.key": "linh vuc",
      "columns.2.field": "field",
    },
    cookie,
  )
  const again = await preview.loader({ ...office.ask(location, { cookie }), params: { stagedId } })
  expect(again.plan).toMatchObject({ questions: [], rows: [{ kind: "NEW", name: "Xác nhận nơi ở" }] })
  // Another list in between, with headings of its own, takes nothing of that away.
  const other = await look(new File(["Mã TTHC,Nơi làm\n1.001193,Xã\n"], "khac.csv"), cookie)
  const places = { "columns.0.key": "noi lam", "columns.0.field": "executingAgencies" }
  await press(other.stagedId, { intent: "answer", ...places }, cookie)
  const odd = { "columns.0.key": "$where", "columns.0.field": "name" }
  expect(await press(other.stagedId, { intent: "answer", ...odd }, cookie)).toMatchObject({ status: 400 })
  const next = await look(list("1.001196"), cookie)
  expect(next.plan.tables[0]?.columns[1]).toMatchObject({ heading: "Việc của dân", field: "name" })
})

test("of a list whose columns nobody recognises the sender says what each is", async () => {
  const cookie = await office.signedIn({ id: "nguoi.gui", role: "REVIEWER" })
  const list = "DANH SÁCH NĂM 2023,,\nSố hiệu việc,Công việc của dân,Mảng\n1.001197,Xác nhận nơi ở,Hộ tịch\n"
  const { stagedId, plan, location } = await look(new File([list], "la.csv"), cookie)
  expect(plan.questions).toMatchObject([
    { about: "columns", message: expect.stringContaining("Không thấy dòng tiêu đề") },
  ])
  expect(plan.tables[0]?.columns.map(({ heading, samples }) => [heading, samples[0]])).toEqual([
    ["Số hiệu việc", "1.001197"],
    ["Công việc của dân", "Xác nhận nơi ở"],
    ["Mảng", "Hộ tịch"],
  ])
  const told = { 0: ["so hieu viec", "code"], 1: ["cong viec cua dan", "name"], 2: ["mang", "field"] }
  const columns = Object.entries(told).flatMap(([index, [key, field]]) => [
    [`columns.${index}.key`, key ?? ""],
    [`columns.${index}.field`, field ?? ""],
  ])
  await press(stagedId, { intent: "answer", "levels[]": ["xa"], ...Object.fromEntries(columns) }, cookie)
  const again = await preview.loader({ ...office.ask(location, { cookie }), params: { stagedId } })
  expect(again.plan).toMatchObject({ questions: [], rows: [{ kind: "NEW", code: "1.001197" }] })
})

test("somebody else's file is not shown", async () => {
  const { stagedId, location } = await look(csv(GOOD), await office.signedIn({ role: "REVIEWER" }))
  const cookie = await office.signedIn({ role: "ADMIN" })
  await expect(
    preview.loader({ ...office.ask(location, { cookie }), params: { stagedId } }),
  ).rejects.toMatchObject({ init: { status: 404 } })
})

test("an empty file and no file are said in words", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  expect(await send(null, cookie)).toEqual({
    status: 400,
    error: expect.stringContaining("Chưa chọn tệp"),
  })
  const { location } = (await send(new File([], "rong.csv"), cookie)) as { location: string }
  expect((await reportAt(location, cookie))?.refused[0]?.reason).toMatch(/rỗng|trống/)
})

test("whoever may not import gets 403 before the file is read, and a line in the log", async () => {
  const cookie = await office.signedIn({ role: "LEADER" })
  await expect(send(csv(), cookie)).rejects.toMatchObject({ init: { status: 403 } })
  const { entries } = await findAuditPage({ type: "access.denied", by: "leader.van-phong-ubnd-tinh" }, 1, 5)
  expect(entries[0]?.payload).toEqual({ action: "register.import" })
})

test("the file of a preview holds every row, also those a screen has no room for; after the register moved it says so", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const numbers = Array.from({ length: 1_200 }, (_, at) => String(300_000 + at))
  const broken = numbers.map((number) => `1.${number}9,Sai mã ${number},Hộ tịch,G15-HT01,Cấp xã`)
  const { stagedId, plan } = await look(csv(GOOD, ...broken), cookie)
  expect(plan.counts.REFUSED).toBe(1_200)
  const ask = { ...office.ask("/", { cookie }), params: { stagedId } }
  const answer = await previewFile(ask)
  const [, ...rows] = readElsewhere(new Uint8Array(await answer.arrayBuffer()))
  expect(rows).toHaveLength(1_201)
  expect(rows.filter(([, , , kind]) => kind === "Từ chối").map(([, code]) => code)).toEqual(
    numbers.map((number) => `1.${number}9`),
  )
  const other = await look(csv(GOOD.replace("khai sinh", "khai sinh lưu động")), cookie)
  const taken = await press(other.stagedId, { intent: "take", digest: other.plan.digest }, cookie)
  expect(taken).toHaveProperty("location")
  const refused = await previewFile({ ...ask, request: office.ask("/", { cookie }).request }).catch(
    (refusal: unknown) => refusal as Response,
  )
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain("Sổ thủ tục đã khác lúc xem trước")
})
