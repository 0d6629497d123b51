import type { Page } from "playwright-core"
import { press, reload, screenFaults, visit } from "./visitors.ts"

/** What people do again and again on the screens of the office, in the words they see there. */

export const seen = (page: Page, words: string | RegExp): Promise<void> =>
  page.getByText(words).first().waitFor()

/** Presses a button and reads the words that say it was done. */
export const take = async (page: Page, button: string, words: string | RegExp): Promise<void> => {
  await press(page, button)
  await seen(page, words)
}

/** Presses a button of the training bar and waits for the new date; by how many milliseconds it moved. */
export const moveClock = async (page: Page, button: string): Promise<number> => {
  const bar = page.getByRole("region", { name: "Chế độ tập huấn" })
  const before = (await bar.locator("time").getAttribute("datetime")) ?? ""
  await press(page, button)
  await bar.locator(`time:not([datetime="${before}"])`).waitFor()
  await reload(page)
  return Date.parse((await bar.locator("time").getAttribute("datetime")) ?? "") - Date.parse(before)
}

/** `12` of a heading such as “Bị trả lại, cần hoàn thiện (12)” on the person's work list; 0 where it is missing. */
export const waitingFor = async (page: Page, heading: string): Promise<number> => {
  await visit(page, "/cong-viec")
  const shown = page.getByRole("heading", { name: new RegExp(`^${heading} \\(`) })
  if ((await shown.count()) === 0) return 0
  return numberIn(await shown.first().textContent())
}

/** The digits of a text as a number: `1.060 dịch vụ` is 1060. */
export const numberIn = (text: string | null): number => Number((text ?? "").replace(/\D/g, ""))

/** Finds a registration in the person's list by words as people type them, and opens it. */
export const openRegistration = async (page: Page, typed: string, name: string): Promise<void> => {
  await visit(page, "/tham-dinh")
  await page.getByLabel("Tìm", { exact: true }).fill(typed)
  await page.getByRole("button", { name: "Lọc", exact: true }).click()
  await page.getByRole("link", { name, exact: true }).first().click()
  await page.getByRole("heading", { level: 1, name }).waitFor()
}

/** Narrows the list by its filters (label to choice) and does one thing to all it finds; says how many went through. */
export const doInBulk = async (
  page: Page,
  filters: Record<string, string>,
  button: string,
): Promise<{ done: number; total: number }> => {
  await visit(page, "/tham-dinh")
  for (const [label, choice] of Object.entries(filters)) {
    const filter = page.getByLabel(label, { exact: true })
    if (!(await filter.isVisible())) await page.getByText(/^Thêm bộ lọc/).click()
    await filter.selectOption({ label: choice })
  }
  if (Object.keys(filters).length > 0) {
    await page.getByRole("button", { name: "Lọc", exact: true }).click()
    await page.getByText("Bỏ lọc").waitFor()
  }
  await page.getByRole("radio", { name: /^Tất cả [\d.]+ mục theo bộ lọc$/ }).check()
  await press(page, button)
  await page.waitForURL(/\/viec-hang-loat\//)
  // What it touches is seen first; doubtful ones are ticked one by one.
  const asked = page.getByRole("form", { name: "Xác nhận việc hàng loạt" })
  await asked.waitFor()
  for (const box of await asked.getByRole("checkbox").all()) await box.check()
  const typed = asked.getByLabel(/^Gõ \d+ để xác nhận$/)
  if ((await typed.count()) > 0)
    await typed.fill(String(numberIn(await asked.locator("label", { hasText: /^Gõ \d+/ }).textContent())))
  await asked.getByRole("button", { name: new RegExp(`^${button}: `) }).click()
  await page.getByText("Mọi mục đã có kết quả.").waitFor({ timeout: 60_000 })
  const result = page.getByText(/^[\d.]+\/[\d.]+ mục: xong/)
  const [, total = "", done = ""] = ((await result.textContent()) ?? "").match(/[\d.]+/g) ?? []
  return { done: numberIn(done), total: numberIn(total) }
}

/** Opens an edition, ticks what one of its forms asks to be confirmed, and takes the step. */
export const confirmStep = async (
  page: Page,
  editionId: string,
  button: string,
  words: string,
): Promise<void> => {
  await visit(page, `/ban-hanh/${editionId}`)
  await page.getByRole("form", { name: button }).getByRole("checkbox").check()
  await take(page, button, words)
}

/** Answers every doubtful criterion of the open form as the record suggests, as a person who found it right; says how many. */
export const answerDoubts = async (page: Page): Promise<number> => {
  const doubtful = await page.locator("div:has(> [data-doubtful='true'])").all()
  for (const criterion of doubtful) {
    const told = (await criterion.locator("[data-doubtful]").textContent()) ?? ""
    const [, suggested = ""] = /Gợi ý: (Đạt|Không đạt|Không áp dụng)\./.exec(told) ?? []
    await criterion.getByRole("radio", { name: suggested, exact: true }).check()
  }
  return doubtful.length
}

/** Freezes the catalogue: the first press asks for the reason why unfinished registrations are left out. */
export const freezeCatalogue = async (page: Page, editionId: string, whyLeftOut: string): Promise<void> => {
  await visit(page, `/ban-hanh/${editionId}`)
  // Refused without a reason: by the browser where scripts run, by the server where not.
  await page.getByRole("button", { name: "Tổng hợp, chốt danh mục", exact: true }).click()
  await page.getByRole("alert").waitFor()
  await page.getByLabel("Lý do chốt khi còn đăng ký chưa phê duyệt").fill(whyLeftOut)
  const typed = page.getByLabel(/^Gõ [\d.]+ để xác nhận đưa/)
  if ((await typed.count()) > 0) {
    const label = page.locator("label", { hasText: /^Gõ [\d.]+ để xác nhận đưa/ })
    const [number = ""] = /[\d.]+/.exec((await label.textContent()) ?? "") ?? []
    await typed.fill(String(numberIn(number)))
    await page.getByLabel("Lý do đưa nhiều dịch vụ ra khỏi danh mục").fill("Chuyển sang lần điều chỉnh sau.")
  }
  await take(page, "Tổng hợp, chốt danh mục", "Việc của bạn: xác nhận kiểm tra nội dung")
  await seen(page, whyLeftOut)
}

/** What is wrong with the screens of a frozen edition and of the words it is made with; ends on the edition's own. */
export const editionFaults = async (page: Page, editionId: string): Promise<string[]> => {
  const faults: string[] = []
  const edition = `/ban-hanh/${editionId}`
  const screens = [
    "/tac-dong?nhom=rut",
    "/tac-dong?nhom=nghi-ngo",
    "/so-sanh",
    "/the-thuc",
    "/soan?mau=bao-cao-quy&xem=1",
  ].map((screen) => edition + screen)
  for (const screen of [...screens, "/mau-van-ban", "/mau-van-ban/quyet-dinh-cong-bo", edition]) {
    if ((await visit(page, screen)) !== 200) faults.push(`${screen} did not open`)
    faults.push(...(await screenFaults(page)))
  }
  return faults
}

/** Submits the edition to one of those who may sign today, named by position and name. */
export const submitTo = async (page: Page, editionId: string, leader: string): Promise<void> => {
  await visit(page, `/ban-hanh/${editionId}`)
  await page.getByLabel("Trình người ký").selectOption({ label: leader })
  await take(page, "Trình ký", `Việc của: ${leader}.`)
}
