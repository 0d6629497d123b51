import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Role } from "#models/shared/workflow.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { confirmStep, seen, submitTo, take } from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

const CAMPAIGN = "2023-1"

/** A new deputy is given the right to sign, and signs the decision that waits for somebody. */
describe.skipIf(isBrowserMissing())("office data changed in a browser", { timeout: 180_000 }, () => {
  let app: StartedApp
  let browser: Browser
  let people: People

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    const { store, signing } = office.runtime
    await openSmallOffice(store, { stage: "formChecked", signing })
    const passwordHash = await hashPassword("tap-huan-2023")
    const staff: [string, string, Role, string][] = [
      ["quantri", "Tạ Gia Huy", "ADMIN", "van-phong-ubnd-tinh"],
      ["chanhvanphong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
      ["phochutich.hai", "Lê Quang Hòa", "LEADER", "ubnd-tinh"],
    ]
    for (const [id, fullName, role, agencyId] of staff) {
      const assignment = { role, agencyId, validFrom: "2022-08-15", validTo: null }
      await aStoredUser({ id, fullName, passwordHash, assignments: [assignment] })
    }
    // The store is filled already: the first start has nothing to add.
    await saveReference("seeded", [{ scenario: "training" }])
    await office.close()
    app = await startApp({ dataDir })
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  const changeAddress: { path: string } = { path: "" }

  test("the administrator drafts a signing capacity, sees what it moves, and cannot confirm it", async () => {
    const admin = await people.official("quantri")
    await visit(admin, "/quan-tri")
    expect(await screenFaults(admin)).toEqual([])
    await admin.getByRole("link", { name: "Thẩm quyền ký", exact: true }).click()
    await admin.getByRole("heading", { name: "Thẩm quyền ký", level: 1 }).waitFor()
    expect(await screenFaults(admin)).toEqual([])
    await admin.getByRole("link", { name: "Thêm dòng" }).click()
    await admin.getByRole("heading", { name: "Thêm: Thẩm quyền ký" }).waitFor()
    expect(await screenFaults(admin)).toEqual([])
    await fillCapacity(admin)
    await press(admin, "Lưu dự thảo, xem tác động")
    await seen(admin, /Được ký: Lê Quang Hòa/)
    expect(await screenFaults(admin)).toEqual([])
    await take(admin, "Trình xác nhận thay đổi dữ liệu nền", /không tự xác nhận được/)
    expect(
      await admin.getByRole("button", { name: "Xác nhận thay đổi dữ liệu nền", exact: true }).count(),
    ).toBe(0)
    changeAddress.path = new URL(admin.url()).pathname
  })

  test("the chief of office confirms it without scripts, and it is in force", async () => {
    const chief = await people.official("chanhvanphong", { scripts: false })
    await visit(chief, changeAddress.path)
    await seen(chief, /Được ký: Lê Quang Hòa/)
    await chief.getByRole("button", { name: "Xác nhận thay đổi dữ liệu nền", exact: true }).click()
    await seen(chief, "Có hiệu lực")
    await visit(chief, "/quan-tri/tham-quyen-ky?q=le+quang+hoa")
    await seen(chief, "PHÓ CHỦ TỊCH")
  })

  test("the new deputy is offered as signatory and signs", async () => {
    const chief = await people.official("chanhvanphong")
    await submitTo(chief, CAMPAIGN, "Phó Chủ tịch Lê Quang Hòa")
    const deputy = await people.official("phochutich.hai")
    await confirmStep(deputy, CAMPAIGN, "Ký ban hành", "Bước tiếp theo: cấp số, ngày")
  })

  test("a row in the middle of its change, and a file, are for everybody's eyes", async () => {
    const admin = await people.official("quantri")
    for (const path of [
      "/quan-tri/ngay-nghi/dong/2023-09-04",
      "/quan-tri/ngay-nghi/nhap",
      "/quan-tri/cong/thu-ket-noi/cong-tinh",
      "/mat-khau",
    ]) {
      await visit(admin, path)
      expect(await screenFaults(admin)).toEqual([])
    }
    expect(people.faults).toEqual([])
  })

  test("a day stands in its field as people write it, once scripts are there as well", async () => {
    const admin = await people.official("quantri")
    await visit(admin, "/quan-tri/ngay-nghi/dong/2023-09-04")
    expect(await admin.locator('main input[name="cells.day"]').inputValue()).toBe("04/09/2023")
  })
})

const fillCapacity = async (page: Page): Promise<void> => {
  await page.getByLabel("Người ký").selectOption("phochutich.hai")
  await page.getByLabel("Quyền hạn ký").selectOption("KT")
  await page.getByLabel("Chức vụ ghi trên văn bản").fill("Phó Chủ tịch")
  await page.getByLabel("Căn cứ", { exact: true }).fill("Quyết định số 12/QĐ-UBND ngày 01/3/2023")
  await page.getByLabel("Từ ngày").fill("2023-03-01")
  await page.getByLabel("Lý do, căn cứ của thay đổi").fill("Phân công của Chủ tịch")
}
