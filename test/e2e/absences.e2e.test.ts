import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Role } from "#models/shared/workflow.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { seen } from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

const TODAY = "2023-03-06"

/** A head goes on leave: an officer signs off in her place, and what an officer had in hand goes to another. */
describe.skipIf(isBrowserMissing())("absences and handing over in a browser", { timeout: 180_000 }, () => {
  let app: StartedApp
  let browser: Browser
  let people: People
  let registrationId: string

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    const { store, signing } = office.runtime
    const small = await openSmallOffice(store, { signing })
    const registration = await registrationOf("2.000488")
    registrationId = registration.id
    const unit = registration.agencyId
    const passwordHash = await hashPassword("tap-huan-2023")
    const staff: [string, string, Role, string][] = [
      ["quantri", "Tạ Gia Huy", "ADMIN", "van-phong-ubnd-tinh"],
      ["hoa", "Lê Thị Hoa", "UNIT_HEAD", unit],
      ["an", "Nguyễn Văn An", "SPECIALIST", unit],
      ["binh", "Trần Thị Bình", "SPECIALIST", unit],
    ]
    for (const [id, fullName, role, agencyId] of staff) {
      const assignment = { role, agencyId, validFrom: "2022-08-15", validTo: null }
      await aStoredUser({ id, fullName, passwordHash, assignments: [assignment] })
    }
    const an = {
      id: "an",
      name: "Nguyễn Văn An",
      assignments: [{ role: "SPECIALIST" as const, agencyId: unit }],
    }
    await proposeByRules(small.d, {
      campaignId: small.campaignId,
      staff: {
        ...small.staff,
        specialistOf: (agencyId) => (agencyId === unit ? an : small.staff.specialistOf(agencyId)),
      },
    })
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

  const well = async (page: Page) => expect(await screenFaults(page)).toEqual([])

  test("the head hands her work over without scripts; it holds at once", async () => {
    const head = await people.official("hoa", { scripts: false })
    await visit(head, "/vang-mat/moi")
    await seen(head, /Có hiệu lực ngay khi lưu/)
    await head.getByLabel("Người làm thay").selectOption("binh")
    await head.getByLabel("Từ ngày").fill(TODAY)
    await head.getByLabel("Đến hết ngày").fill("2023-03-31")
    await head.getByLabel("Lý do vắng mặt").fill("nghỉ phép năm")
    await head.getByLabel("Văn bản làm căn cứ").fill("Quyết định số 12/QĐ-STP ngày 03/03/2023")
    await head.getByRole("button", { name: "Giao làm thay khi vắng" }).click()
    await seen(head, "Trần Thị Bình thay Lê Thị Hoa")
    await seen(head, "Đang làm thay")
  })

  test("the screens of absences are well at a desk and on a phone, also with errors", async () => {
    const admin = await people.official("quantri")
    await visit(admin, "/vang-mat")
    await seen(admin, "Trần Thị Bình thay Lê Thị Hoa")
    await well(admin)
    await admin.getByRole("link", { name: "Trần Thị Bình thay Lê Thị Hoa" }).click()
    await admin.getByRole("heading", { name: "Trần Thị Bình thay Lê Thị Hoa", level: 1 }).waitFor()
    await well(admin)
    await visit(admin, "/vang-mat/moi?nguoi=an")
    // What is missing is said before anything is sent.
    await admin.getByRole("button", { name: "Giao làm thay khi vắng" }).click()
    await seen(admin, "Chọn người làm thay.")
    await well(admin)
  })

  test("the deputy sees the head's work apart, signs off in her place, and the history says so", async () => {
    const deputy = await people.official("binh")
    await visit(deputy, "/cong-viec")
    await deputy.getByRole("heading", { name: "Thay cho Lê Thị Hoa" }).waitFor()
    await well(deputy)
    const page = `/dang-ky/${encodeURIComponent(registrationId)}`
    await visit(deputy, page)
    await press(deputy, "Ký duyệt đăng ký")
    await visit(deputy, `${page}?phan=lich-su`)
    await deputy.getByRole("heading", { name: /^Quá trình xử lý/ }).waitFor()
    await seen(deputy, /Trần Thị Bình, thay Lê Thị Hoa theo Quyết định số 12\/QĐ-STP ngày 03\/03\/2023/)
  })

  test("whom somebody's work is handed over to is asked for by kind, and what is left is said", async () => {
    const admin = await people.official("quantri")
    await visit(admin, "/quan-tri/ban-giao")
    await well(admin)
    await admin.getByRole("link", { name: "Trần Thị Bình" }).click()
    await admin.getByRole("heading", { name: "Bàn giao việc của Trần Thị Bình", level: 1 }).waitFor()
    await seen(admin, /Việc làm thay còn hiệu lực \(1\)/)
    await seen(admin, /Kết thúc sớm ở/)
    await well(admin)
    expect(people.faults).toEqual([])
  })
})
