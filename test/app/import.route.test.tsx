import { afterAll, beforeAll, expect, test } from "vitest"
import { action, loader } from "#app/routes/_van-phong.nhap-du-lieu/route.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
})
afterAll(() => office.close())

const uploadOf = (file: File | null, fields: Record<string, string> = {}, cookie = ""): Request => {
  const body = new FormData()
  if (file) body.append("file", file)
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return new Request("http://office.test/nhap-du-lieu", { method: "POST", body, headers: { Cookie: cookie } })
}

const send = async (file: File | null, fields: Record<string, string>, cookie: string) => {
  const answer = await action({
    request: uploadOf(file, fields, cookie),
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

test("a row with a damaged code is refused by line and field, and the register stays as it was", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const before = await findCurrentSnapshots()
  const { location } = (await send(
    csv(
      "1.0133611,Đăng ký khai sinh,Hộ tịch,G15-HT01,Cấp xã",
      "1.001193,Đăng ký khai sinh,Hộ tịch,G15-HT01,Cấp xã",
    ),
    {},
    cookie,
  )) as { location: string }
  const report = await reportAt(location, cookie)
  expect(report).toMatchObject({ outcome: "REFUSED", fileName: "Danh sách.csv", read: 2, refusedCount: 1 })
  expect(report?.refused[0]).toMatchObject({
    line: 2,
    code: "1.0133611",
    reason: expect.stringContaining("1.0133611"),
  })
  expect(await findCurrentSnapshots()).toEqual(before)
})

test("the switch takes the good rows and refuses the bad one", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  const { location } = (await send(
    csv(
      "1.0133611,Đăng ký khai sinh,Hộ tịch,G15-HT01,Cấp xã",
      "1.001193,Đăng ký khai sinh,Hộ tịch,G15-HT01,Cấp xã",
    ),
    { partial: "on" },
    cookie,
  )) as { location: string }
  expect(await reportAt(location, cookie)).toMatchObject({ outcome: "TAKEN", added: 1, refusedCount: 1 })
})

test("an empty file and no file are said in words", async () => {
  const cookie = await office.signedIn({ role: "REVIEWER" })
  expect(await send(null, {}, cookie)).toEqual({
    status: 400,
    error: expect.stringContaining("Chưa chọn tệp"),
  })
  const { location } = (await send(new File([], "rong.csv"), {}, cookie)) as { location: string }
  expect((await reportAt(location, cookie))?.refused[0]?.reason).toMatch(/rỗng|trống/)
})

test("whoever may not import gets 403 before the file is read, and a line in the log", async () => {
  const cookie = await office.signedIn({ role: "LEADER" })
  await expect(send(csv(), {}, cookie)).rejects.toMatchObject({ init: { status: 403 } })
  const { entries } = await findAuditPage({ type: "access.denied", by: "leader.van-phong-ubnd-tinh" }, 1, 5)
  expect(entries[0]?.payload).toEqual({ action: "register.import" })
})
