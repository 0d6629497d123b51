import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { type OfficeAt, openSmallOffice } from "#test/setup/office.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

/** The annual decision of May, then an amendment of one of its services in August and of another in September. */
async function amendTwice({ d, clock, staff }: OfficeAt<"issued">): Promise<void> {
  const services = await findActiveServices()
  for (const [index, code] of ["1.000894", "1.001612"].entries()) {
    const day = `2023-0${8 + index}-02`
    await runWholeYear(d, {
      year: 2023,
      sequence: 2 + index,
      kind: "AMENDMENT",
      amends: "2023-1",
      name: `Điều chỉnh ${index + 1}`,
      staff,
      clock,
      calendar: {
        open: day,
        propose: day,
        signOff: day,
        appraise: day,
        freeze: day,
        checkContent: day,
        checkForm: day,
        submit: day,
        sign: day,
      },
      serviceIds: services.flatMap(({ id, procedureCode }) => (procedureCode === code ? [id] : [])),
    })
  }
}

/** A restored store is settled; a procedure of its decision, twice amended, is repealed, and the decision recalled. */
describe.skipIf(isBrowserMissing())("grave days of an office in a browser", { timeout: 120_000 }, () => {
  let app: StartedApp
  let browser: Browser
  let people: People

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    const { store, signing } = office.runtime
    const small = await openSmallOffice(store, { stage: "issued", signing })
    await amendTwice(small)
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
    const now = instantOf("2023-10-02", "08:00:00")
    await office.runtime.trainingClock?.moveForward({ by: "TO", to: now, actor: small.staff.chief })
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
    for (const symbol of ["QĐ-UBND", "TTr-VPUBND", "BC-UBND"]) {
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

  test("the chief reads what a repeal ends before it is recorded, and the public reads that the procedure is no more", async () => {
    const chief = await people.official("chanhvanphong")
    await visit(chief, "/bai-bo")
    await chief.getByLabel("Mã thủ tục").fill("2.000488")
    await chief.getByRole("button", { name: "Xem tác động" }).click()
    await chief.getByText("1 dịch vụ trong danh mục đang có hiệu lực hết hiệu lực").waitFor()
    await chief.getByText("Rút khỏi các cổng: 1 dịch vụ, theo đơn vị").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await chief.getByLabel("Số, ký hiệu quyết định bãi bỏ").fill("1234/QĐ-BTP")
    await chief.getByLabel("Ngày của quyết định").fill("2023-08-01")
    await chief.getByLabel("Thủ tục hết hiệu lực từ ngày").fill("2023-09-01")
    await chief.getByLabel("Số dịch vụ hết hiệu lực").fill("2")
    expect(await press(chief, "Ghi nhận bãi bỏ")).toBe(400)
    await chief.getByText("Đọc tác động rồi ghi đúng số 1").first().waitFor()
    await chief.getByLabel("Số dịch vụ hết hiệu lực").fill("1")
    await press(chief, "Ghi nhận bãi bỏ")
    await chief.getByText("1234/QĐ-BTP ngày 01/08/2023").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    const citizen = await people.citizen()
    await visit(citizen, "/thu-tuc/2.000488")
    await citizen.getByText("Thủ tục này đã bị bãi bỏ, hết hiệu lực từ 01/09/2023.").waitFor()
    expect(await screenFaults(citizen)).toEqual([])
  })

  const shot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env.PICTURES
    if (!folder) return
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }

  test("the chief has a printed word put right by the number of its letter, and the public reads old and new", async () => {
    const chief = await people.official("chanhvanphong", { scripts: false })
    await visit(chief, "/ban-hanh/2023-1/sau-ban-hanh?viec=dinh-chinh")
    await chief.getByLabel("Công văn đính chính (số, ký hiệu)").fill("12/UBND-KSTT")
    await chief.getByLabel("Ngày của công văn").fill("02/06/2023")
    await chief.getByLabel("Sai ở").selectOption({ label: "Lời văn, thể thức của văn bản" })
    await chief.getByLabel("Vị trí trong văn bản").fill("Dòng sau phần căn cứ")
    await chief.getByLabel("Đã in là").fill("chữ không có trong văn bản")
    await chief.getByLabel("Đọc đúng là").fill("Quyết định:")
    await chief.getByLabel("Lý do, ghi chú").fill("Lỗi trình bày")
    expect(await press(chief, "Ghi nhận đính chính")).toBe(400)
    await chief.getByText("Không thấy «chữ không có trong văn bản» trong quyết định").first().waitFor()
    await chief.getByLabel("Đã in là").fill("QUYẾT ĐỊNH:")
    await press(chief, "Ghi nhận đính chính")
    await chief.getByText("Đính chính theo Công văn số 12/UBND-KSTT ngày 02/06/2023.").waitFor()
    const citizen = await people.citizen()
    await visit(citizen, "/danh-muc/2023-1")
    await citizen.getByText("đọc đúng là").waitFor()
    expect(await screenFaults(citizen)).toEqual([])
    await shot(citizen, "danh-muc-dinh-chinh")
  })

  test("what an edition changes is read by the office as a redline, and choosing services opens an amendment", async () => {
    const chief = await people.official("chanhvanphong")
    for (const screen of [
      "/ban-hanh/2023-2/so-sanh",
      "/dot-ra-soat/dieu-chinh?q=ly%20lich",
      "/dot-ra-soat/dieu-chinh?ma=1.000894%209.999999",
    ]) {
      await visit(chief, screen)
      expect(await screenFaults(chief)).toEqual([])
      await shot(chief, screen.replace(/[^a-z0-9]+/gu, "-"))
    }
    await chief.getByText("Sổ thủ tục không có 1 mã.").waitFor()
    await chief.getByRole("button", { name: "Mở đợt điều chỉnh 1 dịch vụ" }).waitFor()
  })

  test("the chief sees what hangs on a decision before its recall, and the public reads at once what is left", async () => {
    const reader = await people.citizen()
    await visit(reader, "/danh-muc")
    await reader.getByText("công bố theo").first().waitFor()
    const chief = await people.official("chanhvanphong")
    await visit(chief, "/ban-hanh/2023-1")
    await chief.getByRole("link", { name: "Điều chỉnh, đính chính hoặc thu hồi quyết định" }).click()
    await chief.getByRole("heading", { name: "Điều chỉnh, đính chính hay thu hồi?" }).waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await chief.getByRole("link", { name: "Đính chính", exact: true }).click()
    await chief.getByLabel("Đã in là").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await chief.getByRole("link", { name: "Thu hồi", exact: true }).click()
    await chief.getByText("bản tin đã lập cho các cổng").waitFor()
    await chief.getByText("Điều chỉnh theo Quyết định số 02/").waitFor()
    await chief.getByText("Điều chỉnh theo Quyết định số 03/").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await shot(chief, "thu-hoi")
    await chief.getByLabel("Lý do thu hồi").fill("Sai thẩm quyền ký ban hành")
    await chief.getByLabel("Lời giải thích công khai").fill("Danh mục sẽ được công bố lại trong tháng này.")
    const number = chief.getByLabel("của quyết định để xác nhận thu hồi")
    await number.fill("999")
    // Said in the browser, before anything is sent; the use-case says it to whoever has no scripts.
    await chief.getByRole("button", { name: "Thu hồi quyết định", exact: true }).click()
    await chief.getByText("Bạn gõ «999», cần gõ đúng «01/QĐ-UBND».").first().waitFor()
    await number.fill("01")
    await press(chief, "Thu hồi quyết định")
    await chief.getByText("Quyết định đã bị thu hồi ngày").waitFor()
    const citizen = await people.citizen()
    await visit(citizen, "/danh-muc")
    await citizen.getByText("Hiện không có danh mục nào có hiệu lực.").waitFor()
    expect(await screenFaults(citizen)).toEqual([])
    await visit(citizen, "/danh-muc/2023-1")
    await citizen.getByText("Danh mục sẽ được công bố lại trong tháng này.").waitFor()
    await citizen.getByText("Từ ngày thu hồi, không có danh mục nào có hiệu lực.").waitFor()
    expect(await screenFaults(citizen)).toEqual([])
    await citizen.getByRole("link", { name: "Dịch vụ nào thay đổi do thu hồi" }).click()
    await citizen.getByText("đưa ra khỏi danh mục").first().waitFor()
    expect(await screenFaults(citizen)).toEqual([])
    await shot(citizen, "noi-dung-thay-doi")
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
    await chief.waitForURL(/\/dot-ra-soat\/2023-4/)
    await visit(chief, "/ban-hanh/2023-4")
    await chief.getByText("Dừng đợt", { exact: true }).first().click()
    await chief.getByText("Đợt có 2 phiếu đăng ký, trong đó 0 đã phê duyệt").waitFor()
    expect(await screenFaults(chief)).toEqual([])
    await chief.getByLabel("Lý do dừng đợt").fill("Mở nhầm đợt")
    await chief.getByLabel("Dừng hẳn đợt này").check()
    await press(chief, "Dừng đợt")
    await chief.getByText("Đợt này đã dừng ngày").waitFor()
    expect(await screenFaults(chief)).toEqual([])
  })
})
