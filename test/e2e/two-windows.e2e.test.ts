import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { seen, take } from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, reload, screenFaults, visit } from "./setup/visitors.ts"

const note = (page: Page) => page.getByLabel("Ghi chú chung")
const kept = (page: Page) => page.getByText(/^Đã tự lưu phần đang nhập lúc /).waitFor()

/** The small office in the middle of its campaign, and one specialist who answers for the marriage registration. */
async function filledOffice(): Promise<{ dataDir: string; address: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  await openSmallOffice(office.runtime.store)
  const { id, agencyId } = await registrationOf("1.000894")
  const assignment = { role: "SPECIALIST" as const, agencyId, validFrom: "2022-08-15", validTo: null }
  await aStoredUser({ id: "chuyen-vien", assignments: [assignment] })
  await saveReference("seeded", [{ scenario: "training" }])
  await office.close()
  return { dataDir, address: `/dang-ky/${encodeURIComponent(id)}` }
}

const signIn = async (page: Page): Promise<void> => {
  await visit(page, "/dang-nhap")
  await page.locator('input[name="userId"]').fill("chuyen-vien")
  await page.locator('input[name="password"]').fill("đúng mật khẩu")
  await page.getByRole("button", { name: "Đăng nhập" }).click()
  await page.waitForURL((url) => url.pathname !== "/dang-nhap")
}

/** Sends the form of a registration as a window without scripts does. */
const saveDraft = (page: Page) => page.getByRole("button", { name: "Lưu dự thảo" }).click()
const line = (page: Page, name: string) => page.getByRole("alert").getByRole("group", { name })

describe.skipIf(isBrowserMissing())("one person with the same registration open in two windows", () => {
  let app: StartedApp
  let address: string
  let browser: Browser
  let people: People
  let first: Page
  let second: Page
  beforeAll(async () => {
    const filled = await filledOffice()
    address = filled.address
    app = await startApp({ dataDir: filled.dataDir })
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
    first = await people.citizen()
    await signIn(first)
    await visit(first, address)
    second = await people.anotherTab(first)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  test("the window that has not seen the longer, later text does not write over it", async () => {
    await note(first).fill("Dài hơn, gõ ở cửa sổ thứ nhất.")
    await kept(first)
    await note(second).fill("Gõ ở cửa sổ cũ.")
    await seen(second, /Bạn đã nhập tiếp ở một cửa sổ khác/)
    expect(await note(second).inputValue()).toBe("Gõ ở cửa sổ cũ.")
    expect(await screenFaults(second)).toEqual([])
  })

  test("opened anew it shows the later text, and offers its own with what differs", async () => {
    await reload(second)
    expect(await note(second).inputValue()).toBe("Dài hơn, gõ ở cửa sổ thứ nhất.")
    const offered = second.getByRole("region", { name: "Bản nhập dở cũ trong trình duyệt này" })
    await offered.waitFor()
    expect(await offered.textContent()).toContain("Gõ ở cửa sổ cũ.")
    expect(await screenFaults(second)).toEqual([])
    await offered.getByRole("button", { name: "Đưa vào biểu mẫu" }).click()
    await expect.poll(() => note(second).inputValue()).toBe("Gõ ở cửa sổ cũ.")
  })

  test("after the draft was saved the other window keeps nothing in front of it, and is told who saved", {
    timeout: 60_000,
  }, async () => {
    await take(first, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    await note(second).fill("Gõ sau khi đã lưu ở cửa sổ kia.")
    await seen(second, /vừa được bạn, ở một cửa sổ khác, lưu/)
    await reload(second)
    expect(await note(second).inputValue()).toBe("Dài hơn, gõ ở cửa sổ thứ nhất.")
    await seen(second, "Bản nhập dở cũ trong trình duyệt này")
    await second.getByRole("button", { name: "Bỏ bản nhập dở cũ" }).click()
    await reload(second)
    await note(second).fill("Gõ tiếp trên bản đã lưu.")
    await kept(second)
  })

  test("what the server keeps of an older revision is offered without scripts too, and taken up only when asked", {
    timeout: 60_000,
  }, async () => {
    await note(first).fill("Lưu từ cửa sổ thứ nhất.")
    // What it says after saving still stands from the time before, so the saved text itself is waited for.
    await take(first, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    const shown = async () => {
      await reload(second)
      return note(second).inputValue()
    }
    await expect.poll(shown, { timeout: 20_000 }).toBe("Lưu từ cửa sổ thứ nhất.")
    await second.getByRole("region", { name: "Bản nhập dở cũ" }).waitFor()
    expect(await screenFaults(second)).toEqual([])
    const plain = await people.citizen({ scripts: false })
    await signIn(plain)
    await visit(plain, address)
    expect(await note(plain).inputValue()).toBe("Lưu từ cửa sổ thứ nhất.")
    const offered = plain.getByRole("region", { name: "Bản nhập dở cũ" })
    expect(await offered.textContent()).toContain("Gõ tiếp trên bản đã lưu.")
    await offered.getByRole("link", { name: "Đưa vào biểu mẫu" }).click()
    expect(await note(plain).inputValue()).toBe("Gõ tiếp trên bản đã lưu.")
    await plain.getByRole("button", { name: "Bỏ bản nhập dở cũ" }).click()
    expect(await plain.getByText("Bản nhập dở cũ").count()).toBe(0)
  })

  test("what is thrown away is what was kept last, and nothing is complained of", {
    timeout: 60_000,
  }, async () => {
    await reload(first)
    await note(first).fill("Gõ dở.")
    await kept(first)
    await reload(first)
    await note(first).fill("Gõ dở, rồi gõ tiếp.")
    await kept(first)
    await take(first, "Bỏ phần nhập dở", "Trả lời tiêu chí và đề xuất")
    await reload(first)
    expect(await note(first).inputValue()).toBe("Lưu từ cửa sổ thứ nhất.")
  })

  test.each([true, false])(
    "a refused form goes again with what was chosen line by line (scripts: %s)",
    {
      timeout: 90_000,
    },
    async (scripts) => {
      const plain = await people.citizen({ scripts: false })
      const [mine, theirs] = scripts ? [first, plain] : [plain, second]
      await visit(mine, address)
      await visit(theirs, address)
      const overruling = mine.getByLabel("Vì sao đề xuất khác gợi ý")
      await note(theirs).fill(`Sửa ở cửa sổ kia, ${scripts}.`)
      await saveDraft(theirs)
      await seen(theirs, "Đã ghi nhận: Lưu dự thảo.")
      await note(mine).fill(`Sửa ở cửa sổ này, ${scripts}.`)
      if (!scripts) await overruling.fill("Riêng của cửa sổ này.")
      await saveDraft(mine)
      await seen(mine, /^Nội dung đã được bạn, ở một cửa sổ khác, sửa: 1 chỗ khác nhau$/)
      expect(await line(mine, "Ghi chú").textContent()).toMatch(
        /Giữ của tôiSửa ở cửa sổ này.*Lấy hiện naySửa ở cửa sổ kia.*bạn, ở một cửa sổ khác, \d\d:\d\d/,
      )
      if (scripts) expect(await screenFaults(mine)).toEqual([])
      expect(await press(mine, "Lưu bản đã chọn"), "nothing was chosen").toBe(409)
      await seen(mine, /1 chỗ khác nhau$/)
      await line(mine, "Ghi chú").getByText("Lấy hiện nay").click()
      await mine.getByRole("button", { name: "Lưu bản đã chọn" }).click()
      await seen(mine, "Đã ghi nhận: Lưu dự thảo.")
      await reload(mine)
      expect(await note(mine).inputValue()).toBe(`Sửa ở cửa sổ kia, ${scripts}.`)
      if (!scripts) expect(await overruling.inputValue()).toBe("Riêng của cửa sổ này.")
      expect(people.faults).toEqual([])
    },
  )
})
