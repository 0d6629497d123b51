import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Role } from "#models/shared/workflow.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

/** A restored store is settled, then the decision it holds is recalled. */
describe.skipIf(isBrowserMissing())("grave days of an office in a browser", { timeout: 120_000 }, () => {
  let app: StartedApp
  let browser: Browser
  let people: People

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    const { store, signing } = office.runtime
    await openSmallOffice(store, { stage: "issued", signing })
    const passwordHash = await hashPassword("tap-huan-2023")
    const staff: [string, Role][] = [
      ["vanthu", "RECORDS_CLERK"],
      ["chanhvanphong", "CHIEF_OF_OFFICE"],
    ]
    for (const [id, role] of staff) {
      const assignment = { role, agencyId: "van-phong-ubnd-tinh", validFrom: "2022-08-15", validTo: null }
      await aStoredUser({ id, passwordHash, assignments: [assignment] })
    }
    // The store is filled already: the first start has nothing to add.
    await saveReference("seeded", [{ scenario: "training" }])
    const now = office.runtime.clock.now()
    await StoreRecoveryModel.create([recoveryMark(now, { file: "ban-sao", madeAt: now }).document])
    await office.close()
    app = await startApp({ dataDir })
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  test("the clerk finds the banner on the first page and settles the restore without scripts", async () => {
    const watched = await people.official("vanthu")
    const clerk = await people.official("vanthu", { scripts: false })
    const isWell = async () => {
      await visit(watched, "/quan-tri/sau-phuc-hoi")
      expect(await screenFaults(watched)).toEqual([])
    }
    await isWell()
    await clerk.getByRole("link", { name: "Đối chiếu sau phục hồi" }).click()
    await clerk.getByRole("heading", { name: "Sau phục hồi", exact: true }).waitFor()
    for (const symbol of ["QĐ-UBND", "TTr-VPUBND"]) {
      const form = clerk.getByRole("form", { name: `Sổ ${symbol}` })
      await form.getByLabel("Số cuối của").fill("14")
      await form.getByRole("button").press("Enter")
      await form.getByText("sổ giấy đến số 14").waitFor()
    }
    await press(clerk, "Đọc các cổng")
    await clerk.getByText("Các cổng không giữ bản ghi nào").waitFor()
    await isWell()
    await press(clerk, "Hoàn thành đối chiếu")
    await clerk.getByText("Không có gì phải đối chiếu").waitFor()
    await isWell()
  })

  test("the chief sees what hangs on a decision before its recall, and the public reads what is left", async () => {
    const chief = await people.official("chanhvanphong")
    await visit(chief, "/ban-hanh/2023-1")
    await chief.getByText("Thu hồi quyết định", { exact: true }).first().click()
    await chief.getByText("bản tin đã lập cho các cổng").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await chief.getByLabel("Lý do thu hồi").fill("Sai thẩm quyền ký ban hành")
    await chief.getByLabel("Thu hồi quyết định; trang công khai").check()
    await press(chief, "Thu hồi quyết định")
    await chief.getByText("Quyết định đã bị thu hồi ngày").waitFor()
    const citizen = await people.citizen()
    await visit(citizen, "/danh-muc")
    await citizen.getByText("Hiện không có danh mục nào có hiệu lực.").waitFor()
    expect(await screenFaults(citizen)).toEqual([])
    await visit(citizen, "/danh-muc/2023-1")
    await citizen.getByText("Từ ngày thu hồi, không có danh mục nào có hiệu lực.").waitFor()
    expect(await screenFaults(citizen)).toEqual([])
    expect(people.faults).toEqual([])
  })

  test("a year typed by mistake is asked back, and a review opened by mistake is stopped with its reason", async () => {
    const chief = await people.official("chanhvanphong")
    await visit(chief, "/dot-ra-soat")
    const form = chief.getByRole("form", { name: "Mở đợt rà soát" })
    await form.locator("input[name=year]").fill("2032")
    expect(await press(chief, "Mở đợt rà soát")).toBe(400)
    await chief.getByText("Nếu đúng, gõ lại 2032 vào ô này").first().waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await form.locator("input[name=year]").fill("2023")
    await press(chief, "Mở đợt rà soát")
    await chief.waitForURL(/\/dot-ra-soat\/2023-2/)
    await visit(chief, "/ban-hanh/2023-2")
    await chief.getByText("Dừng đợt", { exact: true }).first().click()
    await chief.getByText("Đợt có 3 phiếu đăng ký, trong đó 0 đã phê duyệt").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await chief.getByLabel("Lý do dừng đợt").fill("Mở nhầm đợt")
    await chief.getByLabel("Dừng hẳn đợt này").check()
    await press(chief, "Dừng đợt")
    await chief.getByText("Đợt này đã dừng ngày").waitFor()
    expect(await screenFaults(chief)).toEqual([])
  })
})
