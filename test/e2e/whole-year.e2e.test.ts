import { readFile } from "node:fs/promises"
import { parse } from "csv-parse/sync"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { anOfficial, aVisitor, press, screenFaults, type Visitor, watch } from "./setup/visitors.ts"

/**
 * The year 2023 of the training province as its people live it, in a browser: one story, whose steps build on each other.
 * Who works without scripts is named so.
 */
describe.skipIf(isBrowserMissing())("the whole year in a browser", () => {
  const CAMPAIGN = "2023-1"
  let app: StartedApp
  let browser: Browser
  const people = new Map<string, Visitor>()
  const faultsOfAll = () =>
    [...people].flatMap(([who, { faults }]) => faults.map((fault) => `${who}: ${fault}`))

  beforeAll(async () => {
    app = await startApp()
    browser = await launchBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  /** The page of an official, signed in once for the whole story. */
  const as = async (userId: string, options: { scripts?: boolean } = {}): Promise<Page> => {
    const key = `${userId}${options.scripts === false ? " without scripts" : ""}`
    const known = people.get(key) ?? (await anOfficial(browser, app.url, userId, options))
    people.set(key, known)
    return known.page
  }
  const seen = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
  const clockOf = async (page: Page): Promise<number> => {
    const shown = page.getByRole("region", { name: "Chế độ tập huấn" }).locator("time")
    return Date.parse((await shown.getAttribute("datetime")) ?? "")
  }
  /** `12` of a heading such as “Bị trả lại, cần hoàn thiện (12)” on the work list; 0 where it is missing. */
  const waitingFor = async (page: Page, heading: string): Promise<number> => {
    await page.goto("/cong-viec")
    const shown = page.getByRole("heading", { name: new RegExp(`^${heading} \\(`) })
    if ((await shown.count()) === 0) return 0
    return Number(((await shown.first().textContent()) ?? "").replace(/\D/g, ""))
  }
  /** Finds a registration in the person's list by words as people type them, and opens it. */
  const open = async (page: Page, typed: string, name: string): Promise<void> => {
    await page.goto("/tham-dinh")
    await page.getByLabel("Tìm", { exact: true }).fill(typed)
    await page.getByRole("button", { name: "Lọc", exact: true }).click()
    await page.getByRole("link", { name, exact: true }).first().click()
    await page.getByRole("heading", { level: 1, name }).waitFor()
  }
  /** Narrows the list and does one thing to everything found; says how many there were. */
  const inBulk = async (page: Page, filters: Record<string, string>, button: string): Promise<number> => {
    await page.goto("/tham-dinh")
    for (const [label, value] of Object.entries(filters))
      await page.getByLabel(label, { exact: true }).selectOption({ label: value })
    if (Object.keys(filters).length > 0) {
      await page.getByRole("button", { name: "Lọc", exact: true }).click()
      await page.waitForURL(/\?.*=/)
    }
    await page.getByRole("radio", { name: /^Tất cả [\d.]+ mục theo bộ lọc$/ }).check()
    await press(page, button)
    const result = page.getByRole("heading", { name: new RegExp(`^${button}: xong`) })
    const [, done, total] = /xong ([\d.]+)\/([\d.]+) mục/.exec((await result.textContent()) ?? "") ?? []
    expect(done).toBe(total)
    return Number(done?.replaceAll(".", ""))
  }
  const taken = async (page: Page, button: string, words: string): Promise<void> => {
    await press(page, button)
    await seen(page, words)
  }

  const ARBITER = "Đăng ký làm hòa giải viên thương mại vụ việc"
  const FOREIGN_FIRM = "Đăng ký hoạt động của chi nhánh, công ty luật nước ngoài"
  const CHANGED_FIRM = "Thay đổi nội dung Giấy đăng ký hoạt động của chi nhánh, công ty luật nước ngoài"

  test("the screens of the office are accessible and fit a phone", async () => {
    const admin = await as("quantri")
    const paths = [
      "/cong-viec",
      "/dot-ra-soat",
      `/dot-ra-soat/${CAMPAIGN}`,
      "/tham-dinh",
      "/ban-hanh",
      `/ban-hanh/${CAMPAIGN}`,
      "/giao-nhan",
      "/nhap-du-lieu",
      "/nhat-ky",
    ]
    for (const path of paths) {
      expect((await admin.goto(path))?.status()).toBe(200)
      expect(await screenFaults(admin)).toEqual([])
    }
  }, 60_000)

  test("a specialist reads the suggestion, keeps a draft and submits it to the head of the unit", async () => {
    const page = await as("chuyenvien.tuphap")
    const before = await waitingFor(page, "Cần rà soát và đề xuất mức độ")
    expect(await screenFaults(page)).toEqual([])
    await page.getByRole("link", { name: ARBITER, exact: true }).click()
    await seen(page, "Mức độ gợi ý theo Nghị định 42/2022/NĐ-CP")
    expect(await page.getByText(/^Gợi ý: (Đạt|Không đạt|Không áp dụng)\./).count()).toBeGreaterThan(4)
    await seen(page, "Đã đủ để trình.")
    expect(await screenFaults(page)).toEqual([])

    const note = "Đã đối chiếu với quy trình nội bộ của Sở."
    await page.getByLabel("Ghi chú chung").fill(note)
    await taken(page, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    await page.reload()
    expect(await page.getByLabel("Ghi chú chung").inputValue()).toBe(note)

    await taken(page, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")
    expect(await waitingFor(page, "Cần rà soát và đề xuất mức độ")).toBe(before - 1)
  })

  test("a partial level without reason and citation is not taken, and each lack is said at its field", async () => {
    const page = await as("chuyenvien.tuphap")
    await page.getByRole("link", { name: FOREIGN_FIRM, exact: true }).click()
    await page.getByRole("radio", { name: "Một phần" }).check()
    expect(await press(page, "Trình lãnh đạo đơn vị")).toBe(400)
    const alert = page.getByRole("alert")
    await alert.getByText("Mức một phần phải có lý do.").waitFor()
    expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true)
    await alert.getByRole("link", { name: /^Mức một phần phải dẫn quy định/ }).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("citation")
    expect(await screenFaults(page)).toEqual([])
  })

  test("the head returns it with a reason, the specialist reads it and resubmits, the head signs off", async () => {
    const head = await as("lanhdao.tuphap")
    const reason = "Nêu rõ cách nộp bản chính có chứng thực."
    await open(head, "hoa giai vien thuong mai vu viec", ARBITER)
    await head.getByText("Trả lại chuyên viên", { exact: true }).first().click()
    await head.getByLabel("Lý do trả lại").fill(reason)
    await taken(head, "Trả lại chuyên viên", "Đã ghi nhận: Lãnh đạo đơn vị trả lại.")
    expect(await screenFaults(head)).toEqual([])

    const specialist = await as("chuyenvien.tuphap")
    await specialist.goto("/cong-viec")
    await seen(specialist, `Lý do trả lại: ${reason}`)
    await specialist.getByRole("link", { name: ARBITER, exact: true }).click()
    await seen(specialist, reason)
    await specialist.getByLabel("Ghi chú chung").fill("Bản chính được số hóa tại Bộ phận Một cửa.")
    await taken(specialist, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")

    await open(head, "hòa giải viên", ARBITER)
    await taken(head, "Ký duyệt đăng ký", "Đã ghi nhận: Ký duyệt đăng ký.")
    await seen(head, "Đã đăng ký")
  })

  test("a form overtaken in another tab is refused with what changed, and keeps what was typed", async () => {
    const first = await as("chuyenvien.tuphap")
    await open(first, "chi nhanh cong ty luat nuoc ngoai", FOREIGN_FIRM)
    const second = { page: await first.context().newPage(), faults: [] }
    people.set("chuyenvien.tuphap in another tab", second)
    watch(second)
    await second.page.goto(first.url())
    await first.getByLabel("Ghi chú chung").fill("Ghi ở thẻ thứ nhất.")
    await taken(first, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    await second.page.getByLabel("Ghi chú chung").fill("Ghi ở thẻ thứ hai.")
    expect(await press(second.page, "Lưu dự thảo")).toBe(409)
    await seen(second.page, "Nội dung đã được người khác sửa")
    const changed = second.page.getByRole("table", { name: "Những chỗ đã thay đổi" })
    expect(await changed.innerText()).toContain("Ghi ở thẻ thứ nhất.")
    expect(await second.page.getByLabel("Ghi chú chung").inputValue()).toBe("Ghi ở thẻ thứ hai.")
    expect(await screenFaults(second.page)).toEqual([])
    await taken(second.page, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    await second.page.close()
  })

  test("who may not is told so on a page of their own", async () => {
    const page = await as("chuyenvien.tuphap")
    for (const path of ["/nhat-ky", "/nhap-du-lieu"]) {
      expect((await page.goto(path))?.status()).toBe(403)
      await page.getByRole("heading", { name: "Không được phép" }).waitFor()
    }
    expect(await screenFaults(page)).toEqual([])
  })

  test("a registration goes from the specialist to approval in browsers without scripts", async () => {
    const withoutScripts = { scripts: false }
    const specialist = await as("chuyenvien.tuphap", withoutScripts)
    await open(specialist, "thay doi noi dung giay dang ky hoat dong", CHANGED_FIRM)
    await taken(specialist, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")
    const head = await as("lanhdao.tuphap", withoutScripts)
    await open(head, "thay doi noi dung giay dang ky hoat dong", CHANGED_FIRM)
    await taken(head, "Ký duyệt đăng ký", "Đã ghi nhận: Ký duyệt đăng ký.")
    const reviewer = await as("thamdinh.son", withoutScripts)
    await open(reviewer, "thay doi noi dung giay dang ky hoat dong", CHANGED_FIRM)
    await taken(reviewer, "Bắt đầu thẩm định", "Đã ghi nhận: Bắt đầu thẩm định.")
    await taken(reviewer, "Thẩm định đạt", "Đã ghi nhận: Thẩm định đạt.")
    const chief = await as("chanhvanphong", withoutScripts)
    await open(chief, "thay doi noi dung giay dang ky hoat dong", CHANGED_FIRM)
    await taken(chief, "Phê duyệt", "Đã ghi nhận: Phê duyệt.")
  }, 60_000)

  test("the office appraises and approves what its filters find, all at once", async () => {
    const reviewer = await as("thamdinh.thu")
    const started = await inBulk(reviewer, { "Trạng thái": "Đã đăng ký" }, "Bắt đầu thẩm định")
    expect(started).toBeGreaterThan(20)
    expect(await screenFaults(reviewer)).toEqual([])
    const full = { "Trạng thái": "Đang thẩm định", "Mức độ đề xuất": "Toàn trình" }
    const agreed = await inBulk(reviewer, full, "Thẩm định đạt")
    expect(agreed).toBeGreaterThan(10)
    const chief = await as("chanhvanphong")
    const waiting = await waitingFor(chief, "Đã thẩm định, chờ phê duyệt")
    expect(await inBulk(chief, {}, "Phê duyệt")).toBe(waiting)
    expect(waiting).toBeGreaterThanOrEqual(agreed)
    expect(await waitingFor(chief, "Đã thẩm định, chờ phê duyệt")).toBe(0)
  }, 90_000)

  test("the training bar moves by a day and to the next deadline", async () => {
    const page = await as("thamdinh.thu")
    await page.goto(`/dot-ra-soat/${CAMPAIGN}`)
    const before = await clockOf(page)
    await press(page, "Tiến 1 ngày")
    await page.waitForLoadState()
    const nextDay = await clockOf(page)
    expect(nextDay - before).toBeGreaterThanOrEqual(86_400_000)
    expect(nextDay - before).toBeLessThan(86_400_000 + 600_000)
    expect(new URL(page.url()).pathname).toBe(`/dot-ra-soat/${CAMPAIGN}`)
    expect(await waitingFor(page, "Đang lấy ý kiến")).toBeGreaterThan(0)
    await press(page, "Tới hạn kế tiếp")
    await page.waitForLoadState()
    expect(await clockOf(page)).toBeGreaterThan(nextDay)
    // The day after the consultations' due date: they have lapsed and are back in appraisal.
    expect(await waitingFor(page, "Đang lấy ý kiến")).toBe(0)
  })

  test("the collecting is closed and the catalogue frozen with a reason for what is left out", async () => {
    const reviewer = await as("thamdinh.thu")
    await reviewer.goto(`/dot-ra-soat/${CAMPAIGN}`)
    await taken(reviewer, "Khóa đăng ký", "Đang thẩm định")
    expect(await screenFaults(reviewer)).toEqual([])
    const chief = await as("chanhvanphong")
    await chief.goto(`/ban-hanh/${CAMPAIGN}`)
    await chief
      .getByLabel("Lý do chốt khi còn đăng ký chưa phê duyệt")
      .fill("Đơn vị chưa hoàn thiện; đưa vào lần điều chỉnh sau.")
    await taken(chief, "Tổng hợp, chốt danh mục", "Việc của bạn: xác nhận kiểm tra nội dung")
    expect(await screenFaults(chief)).toEqual([])
  }, 60_000)

  test("nothing in the story made a browser complain", () => {
    expect(faultsOfAll()).toEqual([])
  })
})
