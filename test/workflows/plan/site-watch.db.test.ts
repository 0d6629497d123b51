import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, beforeEach, expect, test } from "vitest"
import { subjectPath } from "#app/components/deadlines/deadline-words.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findEveryMessage } from "#models/inbox-message/inbox-message.repository.server.ts"
import { findSiteChecks, saveReference } from "#models/reference/reference.repository.server.ts"
import type { SiteCheck } from "#models/reference/website.ts"
import { systemClock } from "#models/shared/clock.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { claimSite, findLooks } from "#models/site-look/site-look.repository.server.ts"
import { aStoredUser } from "#test/app/setup/open-office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { siteVisitor } from "#workflows/gateways/site-visit/site-visitor.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getWebsitePage } from "#workflows/screens/website-page.server.ts"
import { askSystemToLook } from "#workflows/site-watch/ask-for-looks.server.ts"
import { lookAtSites } from "#workflows/site-watch/look-at-sites.server.ts"

const office = officeForEach()
const coordinator: Actor = {
  id: "dieuphoi",
  name: "Bà Điều Phối",
  assignments: [{ role: "COORDINATOR", agencyId: "so-thong-tin-va-truyen-thong" }],
}
const specialist: Actor = {
  id: "chuyenvien.tuphap",
  name: "Ông Chuyên Viên",
  assignments: [{ role: "SPECIALIST", agencyId: "so-tu-phap" }],
}
const RULE = {
  ...{ everyDays: 7, seconds: 1, kilobytes: 16 },
  ...{ provinceHosts: ["daknong.gov.vn"], nationalHosts: ["dichvucong.gov.vn"] },
  ...{ validFrom: "2022-08-15", validTo: null },
}
const FULL = `<html><body>Trang<a href="https://www.daknong.gov.vn/">Cổng tỉnh</a>
  <a href="https://dichvucong.gov.vn/p/home">Cổng quốc gia</a></body></html>`

let server: Server
let host: string
let asked: string[]
/** Every page answers that it cannot. */
let breaks: boolean

beforeEach(async () => {
  asked = []
  breaks = false
  server = createServer((request, response) => {
    const path = request.url ?? ""
    asked.push(path)
    const html = (body: string, status = 200) =>
      response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(body)
    const to = (location: string) => response.writeHead(302, { Location: location }).end()
    if (breaks) return html("hỏng", 503)
    if (path === "/du") return html(FULL)
    if (path === "/thieu") return html('<a href="https://daknong.gov.vn">Cổng tỉnh</a><a href="/trong">x</a>')
    if (path === "/dai") return html(`<p>${"dài ".repeat(10_000)}</p>`)
    if (path === "/treo") return
    // Begins and never ends: the time is for the whole answer.
    if (path === "/nho-giot")
      return void response.writeHead(200, { "Content-Type": "text/html" }).write("<p>")
    if (path === "/chuyen") return to("/du")
    if (path === "/vong") return to("/vong")
    if (path === "/trong-mang") return to("http://169.254.169.254/latest/")
    if (path === "/tep") return to("file:///etc/passwd")
    return html("hỏng", path === "/loi" ? 503 : 404)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  await saveReference("siteWatchRules", [RULE])
})
afterEach(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

const registered = (...paths: string[]) =>
  saveReference(
    "websites",
    paths.map((path) => ({
      ...{ id: path, agencyId: "so-tu-phap", kind: "WEBSITE" as const, name: `Trang ${path}` },
      ...{ address: `http://${host}/${path}`, validFrom: "2022-08-15", validTo: null },
    })),
  )
const look = (allowedHosts: readonly string[] = [host]) =>
  lookAtSites({ ...office.d, leaseClock: systemClock, visitor: siteVisitor({ allowedHosts }) })
const found = async (id: string) => (await findLooks([id], new Date("2100-01-01")))[0]

test("the system opens each site of the register by itself and keeps what it found, the fault in words", async () => {
  await registered("du", "thieu", "khong-co", "loi", "dai", "chuyen", "vong", "trong-mang", "tep")
  expect(await look()).toBe(9)
  expect(await found("du")).toMatchObject({
    isReachable: true,
    linksProvince: true,
    linksNational: true,
    fault: "",
  })
  expect(await found("thieu")).toMatchObject({ isReachable: true, linksProvince: true, linksNational: false })
  expect(await found("chuyen")).toMatchObject({ isReachable: true, status: 200, linksNational: true })
  expect(await found("dai")).toMatchObject({
    ...{ isReachable: true, linksProvince: null },
    fault: expect.stringContaining("dài hơn 16 KB"),
  })
  const faults = await Promise.all(
    ["khong-co", "loi", "vong", "trong-mang", "tep"].map(async (id) => {
      const { isReachable, fault } = (await found(id)) ?? {}
      return [isReachable, fault]
    }),
  )
  expect(faults).toEqual([
    [false, expect.stringContaining("HTTP 404")],
    [false, expect.stringContaining("HTTP 503")],
    [false, expect.stringContaining("chuyển hướng quá 5 lần")],
    [false, expect.stringContaining("mạng nội bộ (169.254.169.254)")],
    [false, expect.stringContaining("không phải http")],
  ])
  expect((await verifyStore()).findings).toEqual([])
})

test("a site that does not answer, or never ends, has its seconds and no more", async () => {
  await registered("treo", "nho-giot")
  await look()
  for (const id of ["treo", "nho-giot"])
    expect(await found(id)).toMatchObject({
      isReachable: false,
      fault: "Trang không trả lời xong trong 1 giây.",
    })
})

test("an address inside the network is opened only where the setting names its machine", async () => {
  await registered("du")
  await look([])
  expect(asked).toEqual([])
  expect(await found("du")).toMatchObject({
    isReachable: false,
    fault: expect.stringMatching(/mạng nội bộ \(127\.0\.0\.1\).*SITE_HOSTS/u),
  })
})

test("it looks again after the days of the rule, not before; without a rule only when asked", async () => {
  await registered("du")
  expect([await look(), await look()]).toEqual([1, 0])
  office.clock.set(instantOf("2023-03-12", "23:00:00"))
  expect(await look()).toBe(0)
  office.clock.set(instantOf("2023-03-20", "08:00:00"))
  expect(await look()).toBe(1)
  await saveReference("siteWatchRules", [])
  office.clock.set(instantOf("2023-06-20", "08:00:00"))
  expect(await look()).toBe(0)
  expect(await askSystemToLook(office.d, { which: { websiteId: "du" }, actor: coordinator })).toMatchObject({
    asked: 1,
  })
  expect(await look()).toBe(1)
  expect(await found("du")).toMatchObject({ askedBy: "Bà Điều Phối", linksProvince: null })
})

test("who asks twice asks once; who may not is refused; the log has who asked and what was found", async () => {
  await registered("du", "loi")
  const ask = (which: object, actor = coordinator) => askSystemToLook(office.d, { which, actor })
  expect(await ask({})).toMatchObject({ asked: 2 })
  expect(await ask({ unit: "so-tu-phap" })).toMatchObject({ asked: 0 })
  expect((await refusalOf(ask({}, specialist))).code).toBe("FORBIDDEN")
  expect((await refusalOf(ask({ websiteId: "khac" }))).message).toContain("không có trang")
  await look()
  const entries = await findAuditTrail("website", "loi")
  expect(entries.map(({ type, by }) => [type, by])).toEqual([
    ["site.lookAsked", coordinator.id],
    ["site.lookedAt", "he-thong"],
  ])
})

test("when a site stops answering, and when it answers again, its unit and the coordinator are told, once each", async () => {
  const elsewhere: Actor = {
    id: "chuyenvien.yte",
    name: "Bà Ở Nơi Khác",
    assignments: [{ role: "SPECIALIST", agencyId: "so-y-te" }],
  }
  for (const { id, assignments } of [coordinator, specialist, elsewhere])
    await aStoredUser({
      id,
      assignments: assignments.map(({ role, agencyId }) => ({
        ...{ role, agencyId },
        ...{ validFrom: "2022-08-15", validTo: null },
      })),
    })
  const told = async () =>
    (await findEveryMessage()).map(({ userId, title, kind }) => [userId, title, kind]).toSorted()
  const lookOn = (day: string) => {
    office.clock.set(instantOf(day, "08:00:00"))
    return look()
  }
  await registered("du")
  await lookOn("2023-03-08")
  expect(await told()).toEqual([])
  const both = (title: string) => ["chuyenvien.tuphap", "dieuphoi"].map((id) => [id, title, "PLAN"])
  breaks = true
  await lookOn("2023-03-16")
  // Once may have been anybody's fault; it is looked at again within the hour.
  expect(await told()).toEqual([])
  expect(await look()).toBe(0)
  office.clock.set(instantOf("2023-03-16", "09:00:00"))
  expect(await look()).toBe(1)
  const gone = both("Không truy cập được: Trang du")
  expect(await told()).toEqual(gone)
  // Still away a week later: nothing new.
  await lookOn("2023-03-24")
  expect(await told()).toEqual(gone)
  breaks = false
  await lookOn("2023-04-03")
  expect(await told()).toEqual([...gone, ...both("Truy cập lại được: Trang du")].toSorted())
  const [message] = await findEveryMessage()
  expect(message?.text).toContain("HTTP 503")
  expect(message && subjectPath(message.about)).toBe("/ke-hoach/trang?unit=so-tu-phap")
})

test("two processes look once; one that died in between is followed once its lease is over", async () => {
  await registered("du")
  expect((await Promise.all([look(), look()])).reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(asked).toEqual(["/du"])
  await askSystemToLook(office.d, { which: {}, actor: coordinator })
  const last = (await found("du"))?.at ?? null
  const leaseNow = systemClock.now()
  expect(await claimSite({ websiteId: "du", lookedAt: last }, { owner: "chết", leaseNow })).not.toBeNull()
  expect(await look()).toBe(0)
  const later = { now: () => new Date(leaseNow.getTime() + 6 * 60_000) }
  const visitor = siteVisitor({ allowedHosts: [host] })
  expect(await lookAtSites({ ...office.d, leaseClock: later, visitor })).toBe(1)
})

test("what people recorded stays as it is and goes on counting; where the system saw otherwise the page says so", async () => {
  await registered("du", "loi")
  const check = (websiteId: string): SiteCheck => ({
    ...{ websiteId, checkedOn: "2023-03-01", checkedBy: "Trần Thị Kiểm", note: "" },
    ...{ isReachable: true, isComponent: true, linksProvince: true, linksNational: true, isConnected: false },
  })
  await saveReference("siteChecks", [check("du"), check("loi")])
  await look()
  expect(await findSiteChecks()).toEqual([check("du"), check("loi")])
  const page = (over: object = {}) =>
    getWebsitePage(office.d, {
      actor: coordinator,
      query: { unit: "", day: "", look: "", measure: "", reached: "", page: 1, ...over },
    })
  expect((await page()).figures.LINKED).toEqual({ done: 2, of: 2 })
  expect((await page({ look: "UNLIKE" })).rows.map(({ website }) => website.id)).toEqual(["loi"])
  expect((await page({ look: "DOWN" })).total).toBe(1)
  expect((await page({ look: "NONE" })).total).toBe(0)
  // A look of today says nothing of the day before.
  expect((await page({ look: "NONE", day: "2023-03-02" })).total).toBe(2)
})
