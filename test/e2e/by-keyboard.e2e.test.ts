import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Role } from "#models/shared/workflow.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { type Typist, typistAt } from "./setup/keyboard.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

/**
 * The whole main job by people who have a keyboard and no mouse: answered, submitted, signed off, appraised, approved, frozen,
 * checked, signed, numbered, sealed and issued. Where the focus is is always seen, and after every act it is on what the act led to.
 */

const PASSWORD = "đúng mật khẩu"
const NAME = "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam"
const DEPUTY = "Đinh Thị Bích Vân"
const CENTRE = "van-phong-ubnd-tinh"
const PEOPLE: readonly [id: string, fullName: string, role: Role, agencyId: string][] = [
  ["chuyen.vien", "Nguyễn Thị Thử", "SPECIALIST", "so-tu-phap"],
  ["lanh.dao", "Trần Văn Duyệt", "UNIT_HEAD", "so-tu-phap"],
  ["tham.dinh", "Lê Thị Xét", "REVIEWER", CENTRE],
  ["chanh.van.phong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", CENTRE],
  ["van.thu", "Phạm Thị Số", "RECORDS_CLERK", CENTRE],
  ["phochutich", DEPUTY, "LEADER", "ubnd-tinh"],
]

describe.skipIf(isBrowserMissing())("the main job by keyboard alone", { timeout: 240_000 }, () => {
  let app: StartedApp
  let browser: Browser
  const at = new Map<string, { page: Page; typist: Typist }>()

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    await openSmallOffice(office.runtime.store, { signing: office.runtime.signing })
    expect((await registrationOf("2.000488")).agencyId).toBe("so-tu-phap")
    for (const [id, fullName, role, agencyId] of PEOPLE)
      await aStoredUser({
        id,
        fullName,
        assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }],
      })
    // Tells the first start that there is data already.
    await saveReference("seeded", [{ scenario: "training" }])
    await office.close()
    app = await startApp({ dataDir })
    browser = await launchBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })
  // Each step stands on those before it.
  let stoppedAt = ""
  beforeEach(() => {
    if (stoppedAt) throw new Error(`the story stopped at: ${stoppedAt}`)
  })
  afterEach(({ task }) => {
    if (task.result?.state === "fail") stoppedAt ||= task.name
  })

  /** The person's page, where they signed in by typing. */
  const as = async (id: string) => {
    const known = at.get(id)
    if (known) return known
    const context = await browser.newContext({
      baseURL: app.url,
      locale: "vi-VN",
      viewport: { width: 1280, height: 900 },
    })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    const typist = typistAt(page)
    await page.goto("/dang-nhap")
    await typist.type(page.locator('input[name="userId"]'), id)
    await typist.type(page.locator('input[name="password"]'), PASSWORD)
    await page.keyboard.press("Enter")
    await page.waitForURL("**/cong-viec")
    await page.waitForLoadState("networkidle")
    at.set(id, { page, typist })
    return { page, typist }
  }
  const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })
  /** From wherever the person is, back to the frame and over it to another of its places. */
  const go = async ({ page, typist }: { page: Page; typist: Typist }, place: string) => {
    await typist.follow(page.locator(`nav a[href="${place}"]:visible`), { back: true })
    await typist.skipFrame()
  }
  /** From the person's list to the one registration. */
  const open = async (id: string) => {
    const person = await as(id)
    const { page, typist } = person
    if (page.url().endsWith("/cong-viec")) await typist.skipFrame()
    else await go(person, "/cong-viec")
    await typist.follow(page.getByRole("main").getByRole("link", { name: NAME, exact: true }))
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor()
    return person
  }
  const edition = async (id: string) => {
    const person = await as(id)
    const { page, typist } = person
    await go(person, "/ban-hanh")
    await typist.follow(page.getByRole("main").getByRole("link", { name: "Năm 2023" }).first())
    await page.getByRole("heading", { level: 1, name: "Năm 2023" }).waitFor()
    return person
  }

  test("a specialist answers what is in doubt and submits; the head signs off", async () => {
    const { page, typist } = await open("chuyen.vien")
    const doubtful = await page.locator("div:has(> [data-doubtful='true'])").all()
    expect(doubtful.length).toBeGreaterThan(0)
    for (const criterion of doubtful) {
      const told = (await criterion.locator("[data-doubtful]").textContent()) ?? ""
      const [, suggested = ""] = /Gợi ý: (Đạt|Không đạt|Không áp dụng)\./.exec(told) ?? []
      await typist.answer(criterion.getByRole("radio", { name: suggested, exact: true }))
    }
    await typist.type(page.getByLabel("Điều", { exact: true }), "7")
    await typist.type(page.getByLabel("Ghi chú chung"), "Đã đối chiếu bằng bàn phím.")
    expect(await typist.send(button(page, "Lưu dự thảo"))).toContain("Đã ghi nhận: Lưu dự thảo.")
    expect(await typist.send(button(page, "Trình lãnh đạo đơn vị"))).toContain(
      "Đã ghi nhận: Trình lãnh đạo đơn vị.",
    )
    const head = await open("lanh.dao")
    expect(await head.typist.send(button(head.page, "Ký duyệt đăng ký"))).toContain(
      "Đã ghi nhận: Ký duyệt đăng ký.",
    )
  })

  test("the reviewer takes it, finds it in order, the chief of office approves", async () => {
    const reviewer = await open("tham.dinh")
    for (const act of ["Nhận thẩm định", "Thẩm định đạt"])
      expect(await reviewer.typist.send(button(reviewer.page, act))).toContain(`Đã ghi nhận: ${act}.`)
    const chief = await open("chanh.van.phong")
    expect(await chief.typist.send(button(chief.page, "Phê duyệt"))).toContain("Đã ghi nhận: Phê duyệt.")
  })

  test("the collection is closed; the catalogue is frozen once the reason for what is left out is typed", async () => {
    const reviewer = await as("tham.dinh")
    const { page, typist } = reviewer
    await go(reviewer, "/dot-ra-soat")
    await typist.follow(page.getByRole("main").getByRole("link", { name: "Năm 2023" }).first())
    const close = "Khóa đăng ký, chuyển thẩm định"
    expect(await typist.send(button(page, close))).toContain(`Đã ghi nhận: ${close}.`)
    const chief = await edition("chanh.van.phong")
    const freeze = button(chief.page, "Tổng hợp, chốt danh mục")
    expect(await chief.typist.send(freeze)).toContain("Ghi lý do")
    await chief.typist.type(
      chief.page.getByLabel("Lý do chốt khi còn đăng ký chưa phê duyệt"),
      "Chuyển sang lần điều chỉnh sau.",
    )
    expect(await chief.typist.send(freeze)).toContain("Đã ghi nhận: Tổng hợp, chốt danh mục.")
  })

  test("it is checked, submitted, signed, numbered, sealed and issued", async () => {
    const confirm = async (id: string, act: string) => {
      const { page, typist } = await edition(id)
      await typist.tick(page.getByRole("form", { name: act }).getByRole("checkbox"))
      expect(await typist.send(button(page, act))).toContain(`Đã ghi nhận: ${act}.`)
    }
    await confirm("chanh.van.phong", "Xác nhận kiểm tra nội dung")
    await confirm("van.thu", "Xác nhận kiểm tra thể thức")
    const chief = await edition("chanh.van.phong")
    await chief.typist.pick(chief.page.getByLabel("Trình người ký"), `Phó Chủ tịch ${DEPUTY}`)
    expect(await chief.typist.send(button(chief.page, "Trình ký"))).toContain("Đã ghi nhận: Trình ký.")
    await confirm("phochutich", "Ký ban hành")
    const clerk = await edition("van.thu")
    expect(await clerk.typist.send(button(clerk.page, "Cấp số, ngày"))).toContain(
      "Đã ghi nhận: Cấp số, ngày.",
    )
    await confirm("van.thu", "Ký số cơ quan")
    await confirm("van.thu", "Phát hành")
  })

  test("wherever the focus was, it was seen", () => {
    expect([...at.values()].flatMap(({ typist }) => typist.faults)).toEqual([])
  })
})
