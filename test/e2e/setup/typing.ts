import type { Page } from "playwright-core"
import { seen } from "./office-steps.ts"
import { type People, press, reload, screenFaults } from "./visitors.ts"

/**
 * Types a note on the registration that is open, closes a window in the middle of a cut, and throws away what was kept.
 * @returns what the field held after each time the page was opened anew
 */
export const typeThroughACut = async (page: Page, people: People): Promise<string[]> => {
  const note = (at: Page) => at.getByLabel("Ghi chú chung")
  const found: string[] = []
  const openAnew = async () => {
    await reload(page)
    found.push(await note(page).inputValue())
  }
  await note(page).fill("Đang gõ.")
  await page.getByText(/^Đã tự lưu phần đang nhập lúc /).waitFor()
  await openAnew()
  await seen(page, "Biểu mẫu đang có phần bạn nhập dở")
  found.push(...(await screenFaults(page)))

  const tab = await people.anotherTab(page)
  await tab.context().setOffline(true)
  await note(tab).fill("Gõ khi mất mạng.")
  await tab.getByText(/^Mất kết nối: phần đang nhập được giữ/).waitFor()
  await tab.close()
  await page.context().setOffline(false)
  await reload(page)
  await page.getByText(/^Đã đưa lại phần nhập dở còn trong trình duyệt này/).waitFor()
  found.push(await note(page).inputValue())

  await note(page).fill("Gõ xong.")
  await page.getByText(/^Đã tự lưu phần đang nhập lúc /).waitFor()
  await press(page, "Bỏ phần nhập dở")
  await openAnew()
  return found
}
