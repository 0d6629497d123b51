import ICAL from "ical.js"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as dispatches } from "#app/routes/_van-phong.quan-tri.da-gui._index.tsx"
import {
  loader as dispatched,
  action as resend,
} from "#app/routes/_van-phong.quan-tri.da-gui.$dispatchId.tsx"
import { action as choose, loader as mailing } from "#app/routes/_van-phong.thong-bao.tuy-chon.tsx"
import { loader as calendar } from "#app/routes/lich.$file.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { type MailServer, openMailServer } from "#test/setup/mail-server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { aStoredUser, type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let server: MailServer
const cookies: Record<string, string> = {}
const PEOPLE: [string, Role, string][] = [
  ["chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  ["quantri", "ADMIN", "van-phong-ubnd-tinh"],
  ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap"],
]

beforeAll(async () => {
  server = await openMailServer()
  office = await openOffice({
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: "danhmuc@example.gov.vn",
    PUBLIC_URL: "https://danhmuc.example.gov.vn",
  })
  await openSmallOffice(office.runtime.store)
  for (const [id, role, agencyId] of PEOPLE) cookies[id] = await office.signedIn({ id, role, agencyId })
  await saveReference("mailAddresses", [
    { userId: "chuyenvien.tuphap", address: "cv@example.vn", validFrom: "2022-08-15", validTo: null },
  ])
}, 120_000)
afterAll(async () => {
  await office.close()
  await server.stop()
})

const ask = (id: string, path: string, form?: Record<string, string>) =>
  office.ask(path, { cookie: cookies[id] ?? "", ...(form ? { form } : {}) })
const moveTo = (day: string) =>
  office.runtime.trainingClock?.moveForward({
    by: "TO",
    to: new Date(`${day}T08:00:00+07:00`),
    actor: SYSTEM_ACTOR,
  })
const choices = {
  REVIEW: "AT_ONCE",
  OPINION: "DIGEST",
  DECISION: "DIGEST",
  SERVICE: "IN_APP",
  PLAN: "IN_APP",
  REPORT: "IN_APP",
  REMARK: "DIGEST",
  ABSENCE: "IN_APP",
  MENTION: "AT_ONCE",
  RETURN: "DIGEST",
  ACCOUNT: "AT_ONCE",
  PERSONAL_DATA: "DIGEST",
}

test("a person says how they want to be mailed, sees it again, and a stale window is told", async () => {
  const before = await mailing(ask("chuyenvien.tuphap", "/thong-bao/tuy-chon"))
  expect(before).toMatchObject({ address: "cv@example.vn", digestHour: 7, sendsMail: true, revision: 0 })
  expect(new Set(before.kinds.map(({ choice }) => choice))).toEqual(new Set(["URGENT_AT_ONCE"]))
  const sent = { intent: "choose", revision: "0", ...choices }
  const saved = (await choose(ask("chuyenvien.tuphap", "/thong-bao/tuy-chon", sent))) as Response
  expect(saved.headers.get("Location")).toBe("/thong-bao/tuy-chon?xong=thu")
  const after = await mailing(ask("chuyenvien.tuphap", "/thong-bao/tuy-chon"))
  expect(Object.fromEntries(after.kinds.map(({ kind, choice }) => [kind, choice]))).toEqual(choices)
  const stale = await choose(ask("chuyenvien.tuphap", "/thong-bao/tuy-chon", sent))
  expect(stale).toMatchObject({
    init: { status: 409 },
    data: { errors: { "": [expect.stringContaining("cửa sổ khác")] } },
  })
  const odd = await choose(ask("chuyenvien.tuphap", "/thong-bao/tuy-chon", { ...sent, REVIEW: "x" }))
  expect(odd).toMatchObject({ init: { status: 400 } })
  // Another's choices are untouched.
  expect((await mailing(ask("quantri", "/thong-bao/tuy-chon"))).revision).toBe(0)
})

test("the running office mails a reminder after the clock moved, marked as of training, and the log has it", async () => {
  await moveTo("2023-03-28")
  await office.runtime.noticeWork.runNow()
  expect(server.mails.map(({ subject, receivers }) => [subject, receivers])).toEqual([
    ["[TẬP HUẤN] Đơn vị đăng ký xong: còn 3 ngày", ["cv@example.vn"]],
  ])
  const page = await dispatches(ask("quantri", "/quan-tri/da-gui"))
  expect(page.rows).toMatchObject([{ channel: "MAIL", state: "DELIVERED", receiver: "chuyenvien.tuphap" }])
  // What a mail says is its reader's.
  expect(JSON.stringify(page)).not.toContain("Kính gửi")
  await expect(dispatches(ask("chuyenvien.tuphap", "/quan-tri/da-gui"))).rejects.toMatchObject({
    init: { status: 403 },
  })
  const dispatchId = page.rows[0]?.id ?? ""
  const one = (id: string, form?: Record<string, string>) => ({
    ...ask(id, "/quan-tri/da-gui/x", form),
    params: { dispatchId },
  })
  expect(await dispatched(one("quantri"))).toMatchObject({
    mayResend: false,
    address: "cv@example.vn",
    body: null,
  })
  expect(await resend(one("quantri", {}))).toMatchObject({ init: { status: 400 } })
  expect(await resend(one("chanhvanphong", {}))).toMatchObject({ init: { status: 403 } })
})

/** The calendar at an address as a calendar program asks for it. */
const read = (file: string, headers: Record<string, string> = {}) => {
  const asked = office.ask(`/lich/${file}`)
  return calendar({ ...asked, request: new Request(asked.request, { headers }), params: { file } })
}
const openOf = async (id: string): Promise<string> => {
  const answer = (await choose(ask(id, "/thong-bao/tuy-chon", { intent: "open" }))) as {
    data: { address: string }
  }
  expect(answer.data.address).toMatch(/^https:\/\/danhmuc\.example\.gov\.vn\/lich\/[\w-]{43}\.ics$/)
  return answer.data.address.split("/lich/")[1] ?? ""
}

test("a person's calendar holds their deadlines, task and day alone, as another program reads it", async () => {
  const file = await openOf("chuyenvien.tuphap")
  const answer = await read(file)
  expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8")
  expect(answer.headers.get("X-Robots-Tag")).toBe("noindex")
  expect(answer.headers.get("Cache-Control")).toBe("private, no-cache")
  const text = await answer.text()
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")
  expect(
    events
      .map((event) => new ICAL.Event(event))
      .map(({ summary, startDate }) => [startDate.toString(), startDate.isDate, summary]),
  ).toEqual([["2023-03-31", true, "[TẬP HUẤN] Hạn: Đơn vị đăng ký xong – Năm 2023"]])
  const names = events.flatMap((event) => event.getAllProperties().map(({ name }) => name))
  for (const told of ["description", "location", "attendee", "organizer", "url"])
    expect(names).not.toContain(told)
  const chief = await (await read(await openOf("chanhvanphong"))).text()
  expect(new ICAL.Component(ICAL.parse(chief)).getAllSubcomponents("vevent").length).toBeGreaterThan(2)
})

test("an unchanged calendar is not sent again, a changed one is", async () => {
  const file = await openOf("chuyenvien.tuphap")
  const etag = (await read(file)).headers.get("ETag") ?? ""
  for (const asked of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const again = await read(file, { "If-None-Match": asked })
    expect([again.status, await again.text()]).toEqual([304, ""])
  }
  expect((await read(file, { "If-None-Match": '"x"' })).status).toBe(200)
  const known = await mailing(ask("chuyenvien.tuphap", "/thong-bao/tuy-chon"))
  expect(known.calendar?.lastReadAt).not.toBeNull()
  await aStoredUser({
    id: "chuyenvien.tuphap",
    assignments: [{ role: "COORDINATOR", agencyId: "so-tt-tt", validFrom: "2022-08-15", validTo: null }],
  })
  expect((await read(file, { "If-None-Match": etag })).status).toBe(200)
})

test("a new address ends the old one; one that was taken back, guessed, or of somebody who left, leads nowhere", async () => {
  const first = await openOf("chanhvanphong")
  const second = await openOf("chanhvanphong")
  expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200])
  await choose(ask("chanhvanphong", "/thong-bao/tuy-chon", { intent: "close" }))
  expect((await read(second)).status).toBe(404)
  for (const odd of ["", "x.ics", `${"a".repeat(43)}.ics`, "../x.ics"])
    expect((await read(odd)).status).toBe(404)
  const third = await openOf("chanhvanphong")
  const leaver = await aStoredUser({
    id: "chanhvanphong",
    assignments: [
      {
        role: "CHIEF_OF_OFFICE",
        agencyId: "van-phong-ubnd-tinh",
        validFrom: "2022-08-15",
        validTo: "2023-03-01",
      },
    ],
  })
  expect((await read(third)).status).toBe(404)
  await saveUsers([{ ...leaver, active: false }])
  expect((await read(third)).status).toBe(404)
})
