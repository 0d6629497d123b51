import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { listBranches, takeInCustoms } from "#test/setup/central-branches.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { DECIDED, takeTo } from "#test/setup/stages.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { firstVisit } from "../../scripts/bench/public/first-visit.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { accessibilityFaults, sidewaysOverflow } from "./setup/accessibility.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

const DECISION = "/danh-muc/2023-1/tai-ve/decision.pdf"

const SPECIALIST = "chuyenvien.thu"

let app: StartedApp
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  const { store, signing, trainingClock } = office.runtime
  // The day the decision comes out: before it, it is in force for nobody.
  await trainingClock?.moveForward({ by: "TO", to: DECIDED, actor: SYSTEM_ACTOR })
  const small = await openSmallOffice(store, { stage: "appraising", signing })
  await takeInCustoms(small)
  await listBranches("ANNEX")
  await takeTo(small, "issued")
  await aStoredUser({ id: SPECIALIST })
  // Tells the first start that there is data already.
  await saveReference("seeded", [{ scenario: "training" }])
  await office.close()
  app = await startApp({ dataDir })
}, 240_000)
afterAll(() => app?.stop())

test("the address a record gives for a file leads to the file", async () => {
  const dcat = await (await fetch(`${app.url}/danh-muc/dcat.jsonld`)).text()
  const addresses = [...dcat.matchAll(/"https:\/\/[^"]+(\/danh-muc\/2023-1\/[^"#]+)"/g)].map(
    ([, path]) => path,
  )
  expect(new Set(addresses).size).toBeGreaterThanOrEqual(7)
  for (const path of new Set(addresses)) expect((await fetch(`${app.url}${path}`)).status, path).toBe(200)
})

test("a file that is asked for again and has not changed is not sent again", async () => {
  const first = await fetch(`${app.url}${DECISION}`)
  expect(first.headers.get("content-type")).toBe("application/pdf")
  const etag = first.headers.get("etag") ?? ""
  const again = await fetch(`${app.url}${DECISION}`, { headers: { "If-None-Match": etag } })
  expect(again.status).toBe(304)
})

test("a file that does not exist is 404 in plain Vietnamese", async () => {
  const answer = await fetch(`${app.url}/danh-muc/2023-1/tai-ve/khong-co.csv`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toMatch(/không có tệp/)
})

const PUBLIC = [
  "/",
  "/danh-muc",
  "/danh-muc?q=dang+ky",
  "/danh-muc?ngay=abc",
  "/danh-muc/so-lieu",
  "/chi-so-cong-khai",
  "/danh-muc/2023-1",
  "/danh-muc/2023-1/nganh-doc",
  "/thu-tuc/2.000488",
  "/xac-minh?so=1",
  "/gop-y?ma=2.000488",
  "/gop-y/tra-loi",
  "/dang-nhap",
  "/khong-co-trang-nay",
]

test.each(PUBLIC)("%s loads one small style sheet and no script", async (path) => {
  const visit = await firstVisit(app.url, path)
  expect(visit.scripts).toBe(0)
  expect(visit.scriptsAndStylesGzipped).toBeGreaterThan(0)
  expect(visit.scriptsAndStylesGzipped).toBeLessThan(30 * 1024)
})

test("search engines find every issued edition and procedure in force, and are sent away from what is for training", async () => {
  const sitemap = await (await fetch(`${app.url}/sitemap.xml`)).text()
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => address)
  expect(addresses).toContain(`${app.url}/danh-muc/2023-1`)
  expect(addresses.filter((address) => address.includes("/thu-tuc/"))).toHaveLength(3)
  for (const address of addresses) expect((await fetch(address)).status, address).toBe(200)
  expect(await (await fetch(`${app.url}/robots.txt`)).text()).toBe(
    `User-agent: *\nDisallow: /\nSitemap: ${app.url}/sitemap.xml\n`,
  )
})

describe("pages that are drawn once", () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers })

  test.each(["/danh-muc", "/thu-tuc/2.000488", "/danh-muc?level=FULL&page=1"])(
    "%s is not sent again to who has it, and is the same for who is signed in",
    async (path) => {
      const first = await ask(path)
      const etag = first.headers.get("etag") ?? ""
      expect([first.status, first.headers.get("cache-control")]).toEqual([200, "public, no-cache"])
      expect(first.headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
      const html = await first.text()
      const again = await ask(path, { "If-None-Match": etag, Cookie: "phien-lam-viec=x.y" })
      expect([again.status, await again.text()]).toEqual([304, ""])
      expect(await (await ask(path, { "Accept-Encoding": "identity" })).text()).toBe(html)
      expect((await ask(path, { "If-None-Match": '"khac"' })).status).toBe(200)
    },
  )

  test("what is asked beside it is answered as asked, and no error is kept", async () => {
    expect(await (await ask("/danh-muc?ngay=12/05/2020")).text()).toContain("Ngày 12/05/2020 không có")
    expect((await ask("/danh-muc?q=khai+sinh")).headers.get("etag")).toBeNull()
    for (let n = 0; n < 2; n++) expect((await ask("/thu-tuc/9.999999")).status).toBe(404)
  })
})

describe.skipIf(isBrowserMissing())("in a browser", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)
  afterAll(() => browser?.close())

  const visit = async (
    work: (page: Page) => Promise<void>,
    options: { width?: number; javaScriptEnabled?: boolean } = {},
  ) => {
    const { width = 1280, javaScriptEnabled = true } = options
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()))
    page.on("pageerror", (error) => complaints.push(String(error)))
    await work(page)
    await context.close()
    expect(complaints).toEqual([])
  }

  const PAGES = PUBLIC.filter((path) => path !== "/khong-co-trang-nay")

  test.each(PAGES.flatMap((path) => [320, 1280].map((width) => [path, width] as const)))(
    "%s at %i px is accessible and no wider than its window",
    async (path, width) => {
      await visit(
        async (page) => {
          await page.goto(`${app.url}${path}`)
          await page.waitForLoadState("networkidle")
          expect(await accessibilityFaults(page)).toEqual([])
          expect(await sidewaysOverflow(page)).toBe(0)
        },
        { width },
      )
    },
  )

  test("a remark on a procedure is sent without an account, answered by its unit, and read by its sender alone", async () => {
    const official = await browser.newContext({ baseURL: app.url, viewport: { width: 1280, height: 800 } })
    const citizen = await browser.newContext({
      baseURL: app.url,
      viewport: { width: 320, height: 800 },
      javaScriptEnabled: false,
    })
    const page = await citizen.newPage()
    await page.goto("/thu-tuc/2.000488")
    await page.getByRole("link", { name: "Góp ý về thủ tục này" }).click()
    await page.getByRole("button", { name: "Gửi góp ý" }).click()
    await page
      .getByRole("alert")
      .getByRole("link", { name: /Viết rõ chỗ/ })
      .waitFor()
    expect(await sidewaysOverflow(page)).toBe(0)
    await page.getByLabel("Nội dung góp ý").fill("Lệ phí trên trang khác với lệ phí thu tại Một cửa.")
    await page.getByRole("button", { name: "Gửi góp ý" }).click()
    await page.getByRole("heading", { level: 1, name: "Đã nhận góp ý" }).waitFor()
    expect(await sidewaysOverflow(page)).toBe(0)
    const [id = "", secret = ""] = await page.locator("code").allInnerTexts()
    const lookUp = async (code: string) => {
      await page.goto("/gop-y/tra-loi")
      await page.getByLabel("Số góp ý").fill(id)
      await page.getByLabel("Mã bí mật").fill(code)
      await page.getByRole("button", { name: "Xem trả lời" }).click()
    }
    await lookUp("AAAA-BBBB-CCCC")
    await page.getByRole("alert").getByText("Không có góp ý ứng với số và mã bí mật này").waitFor()
    await lookUp(secret.toLowerCase().replaceAll("-", " "))
    await page.getByText("Chưa có. Đơn vị phụ trách đã nhận được góp ý").waitFor()

    const desk = await official.newPage()
    await desk.goto("/dang-nhap")
    await desk.getByLabel("Tên đăng nhập").fill(SPECIALIST)
    await desk.locator("input[name=password]").fill("đúng mật khẩu")
    await desk.getByRole("button", { name: "Đăng nhập" }).click()
    await desk.waitForURL("**/cong-viec")
    await desk
      .getByRole("link", { name: /^Thông báo/ })
      .first()
      .click()
    await desk.getByRole("link", { name: /^Góp ý của người dân: Cấp Phiếu lý lịch tư pháp/ }).click()
    await desk.getByRole("heading", { level: 1, name: `Góp ý ${id}: chờ trả lời` }).waitFor()
    expect(await accessibilityFaults(desk)).toEqual([])
    await desk.getByRole("button", { name: "Gửi", exact: true }).click()
    await desk.getByRole("alert").waitFor()
    expect(await accessibilityFaults(desk)).toEqual([])
    await desk.getByLabel(/^Câu trả lời/).fill("Đã sửa lệ phí trên trang; cảm ơn góp ý.")
    await desk.getByRole("button", { name: "Gửi", exact: true }).click()
    await desk.getByRole("heading", { level: 1, name: `Góp ý ${id}: đã trả lời` }).waitFor()
    await desk.goto("/gop-y-nguoi-dan?state=ANSWERED")
    await desk.getByRole("link", { name: /Cấp Phiếu lý lịch tư pháp/ }).waitFor()
    expect(await accessibilityFaults(desk)).toEqual([])

    await lookUp(secret)
    await page.getByText("Đã sửa lệ phí trên trang; cảm ơn góp ý.").waitFor()
    await official.close()
    await citizen.close()
  })

  test.each([true, false])("words, filters and pages work (scripts: %s)", async (javaScriptEnabled) => {
    await visit(
      async (page) => {
        await page.goto(`${app.url}/`)
        await page.getByRole("searchbox").fill("phieu li lich tu phap")
        await page.getByRole("button", { name: "Tìm trong danh mục" }).click()
        await page.getByRole("link", { name: "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam" }).click()
        await page.getByRole("heading", { level: 1, name: /Cấp Phiếu lý lịch tư pháp/ }).waitFor()
        expect(page.url()).toContain("/thu-tuc/2.000488")
        await page.goto(`${app.url}/danh-muc`)
        await page.getByText("Lọc theo mức độ").click()
        await page.getByLabel("Cấp thực hiện", { exact: true }).selectOption("PROVINCE")
        await page.getByRole("button", { name: "Áp dụng bộ lọc" }).click()
        await page.waitForURL(/adminLevel=PROVINCE/)
        await page.getByRole("heading", { name: "1 dịch vụ công", exact: true }).waitFor()
      },
      { javaScriptEnabled },
    )
  })

  test.each([true, false])(
    "a decision with one byte changed is told from the real one (scripts: %s)",
    async (javaScriptEnabled) => {
      const bytes = Buffer.from(await (await fetch(`${app.url}${DECISION}`)).arrayBuffer())
      const changed = Buffer.from(bytes)
      const middle = Math.floor(changed.length / 2)
      changed[middle] = (changed[middle] ?? 0) ^ 1
      await visit(
        async (page) => {
          for (const [buffer, verdict] of [
            [bytes, "Đúng là văn bản đã phát hành."],
            [changed, "Không hợp lệ: không dùng được tệp này làm căn cứ."],
          ] as const) {
            await page.goto(`${app.url}/xac-minh`)
            await page
              .getByLabel("Tệp PDF của quyết định")
              .setInputFiles({ name: "quyet-dinh.pdf", mimeType: "application/pdf", buffer })
            await page.getByRole("button", { name: "Xác minh" }).click()
            await page.getByText(verdict).waitFor()
          }
        },
        { javaScriptEnabled },
      )
    },
  )

  test("the proof of a row checks itself from a disk, without us, and knows the decision it belongs to", async () => {
    const decision = Buffer.from(await (await fetch(`${app.url}${DECISION}`)).arrayBuffer())
    const folder = mkdtempSync(join(tmpdir(), "bang-chung-"))
    await visit(async (page) => {
      await page.goto(`${app.url}/thu-tuc/2.000488`)
      const address = await page.getByRole("link", { name: /Tải bằng chứng/ }).getAttribute("href")
      const proof = await (await fetch(`${app.url}${address}`)).text()
      const kept = join(folder, "bang-chung.html")
      writeFileSync(kept, proof)
      await page.goto(`file://${kept}`)
      await page.getByText(/^Đạt\. Nội dung dòng dẫn đúng đến mã gốc/).waitFor()
      const choose = (buffer: Buffer) =>
        page.getByLabel(/Chọn tệp PDF/).setInputFiles({ name: "d.pdf", mimeType: "application/pdf", buffer })
      await choose(decision)
      await page.getByText("Đạt. Đây đúng là tệp quyết định đã phát hành").waitFor()
      await choose(Buffer.concat([decision, Buffer.from("\n")]))
      await page.getByText("KHÔNG đạt. Tệp mang mã gốc này nhưng không phải đúng tệp").waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
      writeFileSync(kept, proof.replace('"level":"', '"level":"X'))
      await page.reload()
      await page.getByText(/^KHÔNG đạt\. Nội dung dòng không dẫn đến mã gốc/).waitFor()
    })
  })
})
