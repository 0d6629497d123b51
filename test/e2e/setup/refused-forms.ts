import type { Page } from "playwright-core"
import { accessibilityFaults, sidewaysOverflow } from "./accessibility.ts"

const PHONE = { width: 320, height: 700 }
const DESK = { width: 1280, height: 900 }
/** End the walk, move the office on, or only look something up. */
const LEFT_ALONE = /^\/(dang-xuat|tap-huan)\b/
/** Longer than a browser's answer takes here; a form that was taken shows no error however long one waits. */
const ANSWER_MS = 4_000

export type RefusedForm = { form: string; faults: string[] }

/** How a person leaves a form who has not understood it. */
export type Mistake = "EMPTY" | "ODD"

/**
 * Sends each form of a page wrongly, each from the page as it opens, and looks at what the refusal shows; forms that were taken all the
 * same are left out.
 */
export const refusedFormsOf = async (page: Page, path: string, mistake: Mistake): Promise<RefusedForm[]> => {
  const refused: RefusedForm[] = []
  const count = await open(page, path)
  for (let index = 0; index < count; index++) {
    if (index > 0 && (await open(page, path)) !== count) break
    const form = await sendWrongly(page, index, mistake)
    if (form === null || !(await showsAnError(page))) continue
    refused.push({ form, faults: await faultsAtBothSizes(page) })
  }
  return refused
}

/** Opens a page; how many forms of its own it has that people fill in. */
async function open(page: Page, path: string): Promise<number> {
  const answer = await page.goto(path)
  if (answer?.status() !== 200) return 0
  await page.waitForLoadState("networkidle")
  return page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLFormElement>("main form")].filter(
        ({ method, elements }) =>
          method === "post" &&
          [...elements].some((it) => !(it instanceof HTMLButtonElement) && !it.matches('[type="hidden"]')),
      ).length,
  )
}

/** Fills a form in wrongly and sends it by its first button; what the form is called, null for one that is left alone. */
const sendWrongly = (page: Page, index: number, mistake: Mistake): Promise<string | null> =>
  page.evaluate(
    ({ at, odd, leftAlone }) => {
      const forms = [...document.querySelectorAll<HTMLFormElement>("main form")].filter(
        ({ method, elements }) =>
          method === "post" &&
          [...elements].some((it) => !(it instanceof HTMLButtonElement) && !it.matches('[type="hidden"]')),
      )
      const form = forms[at]
      if (!form || new RegExp(leftAlone).test(new URL(form.action).pathname)) return null
      for (const fold of document.querySelectorAll("details")) if (fold.contains(form)) fold.open = true
      const say = (element: Element, name: string) =>
        element.dispatchEvent(new Event(name, { bubbles: true }))
      const write = (element: HTMLInputElement | HTMLTextAreaElement, text: string) => {
        const owner = element instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
        Object.getOwnPropertyDescriptor(owner.prototype, "value")?.set?.call(element, text)
        say(element, "input")
      }
      for (const element of form.elements) {
        if (element instanceof HTMLTextAreaElement) write(element, odd ? "x" : "")
        else if (element instanceof HTMLSelectElement) {
          element.selectedIndex = odd ? element.options.length - 1 : 0
          say(element, "change")
        } else if (element instanceof HTMLInputElement && !["hidden", "file"].includes(element.type)) {
          if (element.type === "checkbox" || element.type === "radio") {
            if (element.checked && !odd) element.click()
          } else write(element, odd ? "Khôngphảilàgìcả".repeat(8) : "")
        }
      }
      const button = form.querySelector<HTMLButtonElement>('button[type="submit"], button:not([type])')
      const name = form.getAttribute("aria-label") ?? button?.textContent?.trim() ?? form.action
      form.noValidate = true
      form.requestSubmit(button)
      return name
    },
    { at: index, odd: mistake === "ODD", leftAlone: LEFT_ALONE.source },
  )

const showsAnError = (page: Page): Promise<boolean> =>
  page
    .waitForFunction(
      () => document.querySelector('main [role="alert"], main [aria-invalid="true"]') !== null,
      undefined,
      { timeout: ANSWER_MS },
    )
    .then(
      () => true,
      () => false,
    )

async function faultsAtBothSizes(page: Page): Promise<string[]> {
  const faults = await accessibilityFaults(page)
  await page.setViewportSize(PHONE)
  const onPhone = await accessibilityFaults(page)
  const overflow = await sidewaysOverflow(page)
  await page.setViewportSize(DESK)
  return [
    ...faults,
    ...onPhone.filter((fault) => !faults.includes(fault)).map((fault) => `at 320 px: ${fault}`),
    ...(overflow > 0 ? [`${overflow} px wider than a phone`] : []),
  ]
}
