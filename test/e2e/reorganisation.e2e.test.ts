import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path, { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { seen } from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

const TABLE = path.join(import.meta.dirname, "../../seeds/reference/dak-nong-succession-2025.csv")

/** The small office with the people of training, in March 2023. */
async function filledOffice(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  await openSmallOffice(office.runtime.store)
  await seedUsers()
  await saveReference("seeded", [{ scenario: "training" }])
  await office.close()
  return dataDir
}

describe.skipIf(isBrowserMissing())("two people and the merger of 2025", () => {
  let app: StartedApp
  let browser: Browser
  let people: People
  let address: string
  beforeAll(async () => {
    app = await startApp({ dataDir: await filledOffice() })
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  test("the administrator drafts it without scripts: the table is compared first, every question answered by hand", {
    timeout: 120_000,
  }, async () => {
    const page = await people.official("quantri", { scripts: false })
    await visit(page, "/quan-tri/sap-xep")
    await page.getByRole("link", { name: "Soạn việc sắp xếp" }).click()
    await page.getByLabel("Tên việc sắp xếp").fill("Hợp nhất tỉnh Đắk Nông vào tỉnh Lâm Đồng")
    await page.getByLabel("Ngày bắt đầu thực hiện").fill("2025-07-01")
    await press(page, "Lưu")
    await seen(page, "Ghi số, ký hiệu văn bản quyết định việc sắp xếp.")
    await page.getByLabel("Số, ký hiệu văn bản quyết định").fill("202/2025/QH15")
    await page.getByLabel("Ngày ban hành văn bản").fill("2025-06-12")
    await page.getByLabel("Tên văn bản").fill("Nghị quyết về việc sắp xếp đơn vị hành chính cấp tỉnh")
    await page.getByLabel("Điều, khoản làm căn cứ").fill("Điều 1")
    await press(page, "Lưu")
    await page.waitForURL(/sap-xep\/[0-9a-f-]{36}$/)
    address = new URL(page.url()).pathname

    await page.locator('input[type="file"]').setInputFiles(TABLE)
    await press(page, "Gửi để so sánh")
    await seen(page, /71 dòng của tỉnh, 28 đơn vị mới, 0 dòng sai/)
    await press(page, "Nhận bảng này")
    await seen(page, /71 dòng kế thừa, 28 đơn vị mới/)
    await press(page, "Lấy đơn vị kế thừa đã khai")
    await seen(page, /9\d dòng kế thừa/)
    await page.getByText("Kết thúc cả một cấp chính quyền").click()
    await press(page, "Thêm cấp kết thúc")
    await seen(page, "Việc của cấp huyện do cấp nào tiếp nhận (trừ các quyết định riêng)?")
    await page.getByLabel(/Việc của cấp huyện/).selectOption("COMMUNE")
    await page.getByLabel(/Trả lời chung cho .* «Người của đơn vị/).selectOption("END")
    await page.getByLabel(/Trả lời chung cho .* «Còn gửi bản ghi/).selectOption("KEEP")
    await press(page, "Lưu câu trả lời")
    await seen(page, /Đã trả lời \d+ câu/)
    const rest = page.getByLabel(/Ai tiếp nhận việc của/)
    const open = await rest.count()
    for (let index = 0; index < open; index += 1) await rest.nth(index).selectOption("BY_FIELD")
    if (open > 0) await press(page, "Lưu câu trả lời")
    await rest.first().waitFor({ state: "detached" })
    await press(page, "Trình xác nhận sắp xếp")
    await seen(page, "Chờ xác nhận")
    expect(await page.getByRole("button", { name: "Xác nhận sắp xếp", exact: true }).count()).toBe(0)
  })

  test("the chief of office types how much it moves, confirms it, and revokes it before its day", {
    timeout: 180_000,
  }, async () => {
    const page = await people.official("chanhvanphong")
    await visit(page, "/quan-tri/sap-xep")
    expect(await screenFaults(page)).toEqual([])
    await visit(page, address)
    expect(await screenFaults(page)).toEqual([])
    const asked = page.getByLabel(/^Gõ \d+ để xác nhận/)
    const number = /Gõ (\d+)/.exec((await page.textContent("main")) ?? "")?.[1] ?? ""
    await asked.fill("1")
    await press(page, "Xác nhận sắp xếp")
    await seen(page, /số gõ vào chưa đúng/)
    await asked.fill(number)
    await press(page, "Xác nhận sắp xếp")
    await seen(page, "Đã xác nhận, chờ đến ngày")
    await page.getByLabel("Lý do").fill("Quốc hội lùi ngày thực hiện")
    await press(page, "Hủy xác nhận sắp xếp trước ngày hiệu lực")
    await seen(page, "Đang soạn")
    const drafter = await people.official("quantri")
    await visit(drafter, address)
    for (const details of await drafter.locator("details").all())
      await details.evaluate((element) => element.setAttribute("open", ""))
    expect(await screenFaults(drafter)).toEqual([])
    expect(people.faults).toEqual([])
  })
})
