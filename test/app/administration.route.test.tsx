import type { ActionFunction, LoaderFunction } from "@remix-run/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { action as changePassword, loader as ownPassword } from "#app/routes/_cong-khai.mat-khau.tsx"
import { loader as index } from "#app/routes/_van-phong.quan-tri._index.tsx"
import { loader as table } from "#app/routes/_van-phong.quan-tri.$table._index.tsx"
import { action as changeRow, loader as row } from "#app/routes/_van-phong.quan-tri.$table.dong.$key.tsx"
import { action as addRow, loader as newRow } from "#app/routes/_van-phong.quan-tri.$table.moi.tsx"
import { action as testPortal } from "#app/routes/_van-phong.quan-tri.cong_.thu-ket-noi.$portalId.tsx"
import {
  loader as change,
  action as stepChange,
} from "#app/routes/_van-phong.quan-tri.thay-doi.$changeId/route.tsx"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import type { RowPage } from "#workflows/screens/administration-pages.server.ts"
import type { ReferenceChangePage } from "#workflows/screens/reference-change-page.server.ts"
import { aStoredUser, type OpenOffice, openOffice, signInOf } from "./setup/open-office.ts"

let office: OpenOffice
const cookies: Record<string, string> = {}
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  const places = {
    ADMIN: "van-phong-ubnd-tinh",
    CHIEF_OF_OFFICE: "van-phong-ubnd-tinh",
    SPECIALIST: "so-tu-phap",
  } as const
  for (const [role, agencyId] of Object.entries(places))
    cookies[role] = await office.signedIn({
      id: role.toLowerCase(),
      role: role as keyof typeof places,
      agencyId,
    })
  await saveUsers([await aStoredUser({ id: "phochutich.hai", fullName: "Lê Quang Hòa" })])
}, 60_000)
afterAll(() => office.close())

type Asked = { params?: Record<string, string>; form?: Record<string, string> }
const ask = async <T,>(
  run: LoaderFunction | ActionFunction,
  who: string,
  { params = {}, form }: Asked = {},
) => {
  const cookie = cookies[who]
  const args = {
    ...office.ask("/quan-tri", { ...(cookie ? { cookie } : {}), ...(form ? { form } : {}) }),
    params,
  }
  const answer: unknown = await Promise.resolve()
    .then(() => run(args))
    .catch((thrown: unknown) => thrown)
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get("Location") ?? "", data: null as T }
  const { data = answer, init } = answer as { data?: unknown; init?: { status?: number } | null }
  return { status: init?.status ?? 200, to: "", data: data as T }
}

const deputy = {
  act: "ADD",
  seen: "",
  reason: "Quyết định phân công số 12",
  "cells.personId": "phochutich.hai",
  "cells.capacity": "KT",
  "cells.position": "Phó Chủ tịch",
  "cells.ground": "Quyết định số 12/QĐ-UBND",
  "cells.heldFrom": "2023-07-01",
  "cells.heldTo": "",
}
const TABLE = { table: "tham-quyen-ky" }

test("administrators and the chief of office see office data, nobody else does", async () => {
  for (const load of [index, table, newRow, row])
    expect((await ask(load, "SPECIALIST", { params: { ...TABLE, key: "x" } })).status).toBe(403)
  expect((await ask(index, "CHIEF_OF_OFFICE")).status).toBe(200)
  expect((await ask(newRow, "CHIEF_OF_OFFICE", { params: TABLE })).status).toBe(403)
  expect((await ask(table, "ADMIN", { params: { table: "khong-co" } })).status).toBe(404)
  expect((await ask(row, "ADMIN", { params: { ...TABLE, key: "khong-co" } })).status).toBe(404)
})

test("a field is shown by its code and its name", async () => {
  const directory = await findUnitDirectory()
  const [service] = await findActiveServices()
  if (!directory || !service) throw new Error("the small office has services")
  const lead = {
    adminLevel: "PROVINCE",
    agencyId: "so-tu-phap",
    validFrom: "2022-01-01",
    validTo: null,
  } as const
  const fieldLeads = [{ fieldCode: service.field.code, ...lead }, ...directory.fieldLeads]
  await saveUnitDirectory({ ...directory, agencies: [], groups: [], fieldLeads })
  const leads = await ask<{ rows: { cells: string[] }[] }>(table, "ADMIN", { params: { table: "linh-vuc" } })
  expect(leads.data.rows[0]?.cells[0]).toBe(`${service.field.code} – ${service.field.name}`)
  await saveUnitDirectory({ ...directory, agencies: [], groups: [] })
})

test("a row goes from its form over its effect and a second person into the table", async () => {
  const drafted = await ask(addRow, "ADMIN", { params: TABLE, form: deputy })
  expect(drafted.to).toMatch(/^\/quan-tri\/thay-doi\//)
  const params = { changeId: drafted.to.split("/").at(-1) ?? "" }
  const page = (await ask<ReferenceChangePage>(change, "ADMIN", { params })).data
  expect(page.effects?.shown.find(({ kind }) => kind === "roles")?.items[0]?.text).toContain(
    "Được ký: Lê Quang Hòa",
  )
  const step = (intent: string, revision: number, who: string) =>
    ask(stepChange, who, { params, form: { intent, revision: String(revision), reason: "" } })
  expect((await step("change.submitted", page.revision, "ADMIN")).status).toBe(302)
  expect((await step("change.confirmed", page.revision + 1, "ADMIN")).status).toBe(403)
  expect((await step("change.confirmed", page.revision, "CHIEF_OF_OFFICE")).status).toBe(409)
  expect((await step("change.confirmed", page.revision + 1, "CHIEF_OF_OFFICE")).status).toBe(302)
  const shown = await ask<{ rows: { key: string }[] }>(table, "CHIEF_OF_OFFICE", { params: TABLE })
  expect(shown.data.rows.map(({ key }) => key)).toContain("phochutich.hai~KT~2023-07-01")
})

test("a portal of today is asked whether it answers, by an administrator", async () => {
  const params = { portalId: "cong-quoc-gia" }
  const answered = await ask<{ ok: boolean; message: string }>(testPortal, "ADMIN", {
    params,
    form: { x: "" },
  })
  expect(answered.data).toEqual({ ok: true, message: expect.stringContaining("nhận khóa") })
  const unknown = await ask<{ ok: boolean }>(testPortal, "ADMIN", {
    params: { portalId: "khong-co" },
    form: { x: "" },
  })
  expect(unknown.data.ok).toBe(false)
  expect((await ask(testPortal, "CHIEF_OF_OFFICE", { params, form: { x: "" } })).status).toBe(403)
})

test("whoever was given a password is led to change it before anything else, then to what they asked for", async () => {
  const user = await aStoredUser({ id: "nguoi.moi", oneTimeUntil: new Date("2100-01-01T00:00:00Z") })
  cookies["new"] = await signInOf(office, user.id)
  const to = (await ask(index, "new")).to
  expect(to).toBe("/mat-khau?returnTo=%2Fquan-tri")
  expect((await ask<{ isFirst: boolean }>(ownPassword, "new")).data.isFirst).toBe(true)
  const form = { current: "đúng mật khẩu", chosen: "một câu thật dễ nhớ", again: "một câu khác hẳn" }
  const refused = await ask<{ errors: Record<string, string[]> }>(changePassword, "new", { form })
  expect(refused.data.errors["again"]).toEqual(["Hai lần nhập mật khẩu mới không giống nhau."])
  const sent = { cookie: cookies["new"] ?? "", form: { ...form, again: form.chosen } }
  const changed = (await changePassword(office.ask(to, sent))) as Response
  expect(changed.headers.get("Location")).toBe("/quan-tri")
  expect((await ask(index, "new")).status).toBe(403)
})

test("what is wrong is said at its field and what was typed comes back", async () => {
  const empty = await ask<{ errors: Record<string, string[]>; values: object }>(addRow, "ADMIN", {
    params: TABLE,
    form: { ...deputy, "cells.heldFrom": "", reason: "" },
  })
  expect(empty.status).toBe(400)
  expect(Object.keys(empty.data.errors)).toEqual(["reason", "cells.heldFrom"])
  expect(empty.data.values).toMatchObject({ cells: { position: "Phó Chủ tịch" } })
  const twice = await ask<{ errors: Record<string, string[]> }>(addRow, "ADMIN", {
    params: TABLE,
    form: { ...deputy, "cells.heldFrom": "2023-08-01" },
  })
  expect(twice.data.errors["cells.heldFrom"]?.join()).toContain("đã giữ quyền hạn này")
})

test("who edits a row that another has changed meanwhile sees both versions and loses nothing typed", async () => {
  const params = { table: "ngay-nghi", key: "2023-09-04" }
  const page = (await ask<RowPage>(row, "ADMIN", { params })).data
  const form = (name: string) => ({
    act: "CORRECT",
    seen: page.seen,
    reason: "Theo thông báo mới",
    ...Object.fromEntries(Object.entries(page.values).map(([field, value]) => [`cells.${field}`, value])),
    "cells.name": name,
  })
  const first = (await ask(changeRow, "ADMIN", { params, form: form("Tên mới") })).to.split("/").at(-1) ?? ""
  for (const [intent, revision, who] of [
    ["change.submitted", "1", "ADMIN"],
    ["change.confirmed", "2", "CHIEF_OF_OFFICE"],
  ] as const)
    await ask(stepChange, who, { params: { changeId: first }, form: { intent, revision, reason: "" } })
  const late = await ask<{ conflict: { changed: object[] }; values: object }>(changeRow, "ADMIN", {
    params,
    form: form("Tên khác"),
  })
  expect(late.status).toBe(409)
  expect(late.data.conflict.changed).toEqual([
    expect.objectContaining({
      field: "Tên",
      before: "Nghỉ bù Quốc khánh 2/9",
      mine: "Tên khác",
      now: "Tên mới",
    }),
  ])
  expect(late.data.values).toMatchObject({ cells: { name: "Tên khác" } })
})
