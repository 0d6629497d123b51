import type { Locator, Page } from "playwright-core"

/** A person who has a keyboard and nothing else. */
export type Typist = {
  /** Goes on by Tab (back by Shift + Tab) until the place has the focus. @throws Error where Tab never leads there */
  reach(place: Locator, options?: { back?: boolean }): Promise<void>
  /** Goes past the frame of the page, by its first link, to what the page is about. */
  skipFrame(): Promise<void>
  /** Reaches a link, going back by Shift + Tab where it lies before, and opens it. */
  follow(link: Locator, options?: { back?: boolean }): Promise<void>
  /** Reaches a field and types into it in place of what it held. */
  type(field: Locator, text: string): Promise<void>
  /** Reaches a group of answers and chooses one by the arrows. */
  answer(radio: Locator): Promise<void>
  /** Reaches a list and chooses by its first letters. */
  pick(list: Locator, option: string): Promise<void>
  tick(box: Locator): Promise<void>
  /** Reaches a button that sends a form, presses it, and says where the focus is once the page has answered. */
  send(button: Locator): Promise<string>
  /** What was wrong on the way, each with its screen. */
  faults: string[]
}

/** As many stops as the longest page may have before a person gives up. */
const STOPS = 400

export const typistAt = (page: Page): Typist => {
  const faults = new Set<string>()
  const say = (fault: string) => faults.add(`${new URL(page.url()).pathname}: ${fault}`)
  const isAt = async (place: Locator) =>
    (await place.count()) > 0 && (await place.first().evaluate((it) => it === document.activeElement))
  const step = async (key: string) => {
    await page.keyboard.press(key)
    const wrong = await faultOfFocus(page)
    if (wrong) say(wrong)
  }
  const reach: Typist["reach"] = async (place, { back = false } = {}) => {
    await place.first().waitFor({ state: "attached" })
    if (await isAt(place)) return
    const sought = await place.first().elementHandle()
    for (let stops = 0; stops < STOPS; stops++) {
      await step(back ? "Shift+Tab" : "Tab")
      if (await sought?.evaluate((it) => it === document.activeElement)) return
    }
    throw new Error(`${page.url()}: the keyboard never reaches ${place}`)
  }
  return {
    get faults() {
      return [...faults]
    },
    reach,
    async skipFrame() {
      // On a page just opened it is the next stop; with the focus further down it lies before.
      await reach(page.locator('a[href="#noi-dung"]'), { back: (await focusOf(page)) !== "" })
      await page.keyboard.press("Enter")
    },
    async follow(link, options) {
      await reach(link, options)
      const address = page.url()
      await page.evaluate(() => document.documentElement.setAttribute("data-same-document", ""))
      await page.keyboard.press("Enter")
      await page.waitForURL((url) => url.href !== address)
      await page.waitForLoadState("networkidle")
      // Scripts turned the page: the keyboard goes on within it, as it would on a fresh one.
      const isLost = await page.evaluate(
        () =>
          document.documentElement.hasAttribute("data-same-document") &&
          document.activeElement === document.body,
      )
      if (isLost) say("after a link the focus is nowhere")
    },
    async type(field, text) {
      await reach(field)
      await page.keyboard.press("ControlOrMeta+a")
      await page.keyboard.type(text)
    },
    async answer(radio) {
      const name = await radio.getAttribute("name")
      const first = page.locator(`input[type="radio"][name="${name}"]`)
      const checked = page.locator(`input[type="radio"][name="${name}"]:checked`)
      // Tab stops once at a group: at what is chosen, else at its first answer.
      await reach((await checked.count()) > 0 ? checked : first)
      if ((await isAt(radio)) && !(await radio.isChecked())) await page.keyboard.press("Space")
      for (let moves = 0; moves < 6 && !(await radio.isChecked()); moves++) await step("ArrowDown")
      if (!(await radio.isChecked())) throw new Error(`${page.url()}: the arrows never choose ${radio}`)
    },
    async pick(list, option) {
      await reach(list)
      await page.keyboard.type(option)
      const chosen = await list.evaluate((it) => (it as HTMLSelectElement).selectedOptions[0]?.text ?? "")
      if (chosen !== option) throw new Error(`${page.url()}: typing ${option} chose ${chosen}`)
    },
    async tick(box) {
      await reach(box)
      await page.keyboard.press("Space")
      if (!(await box.isChecked())) throw new Error(`${page.url()}: the space bar does not tick ${box}`)
    },
    async send(button) {
      await reach(button)
      const before = await focusOf(page)
      await page.keyboard.press("Enter")
      // The answer, in its own words, has the focus: a receipt, or what is wrong.
      await page
        .waitForFunction(
          (said) => {
            const at = document.activeElement
            return at && at !== document.body && at.textContent?.replace(/\s+/g, " ").trim() !== said
          },
          before,
          { timeout: 60_000 },
        )
        .catch(() => say(`after «${before}» the focus is on «${before}» or nowhere`))
      await page.waitForLoadState("networkidle")
      const wrong = await faultOfFocus(page)
      if (wrong) say(wrong)
      return focusOf(page)
    },
  }
}

/** The words of what has the focus; empty where nothing has. */
const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    return at && at !== document.body ? (at.textContent ?? "").replace(/\s+/g, " ").trim() : ""
  })

/** What a person who looks for the focus would miss: nothing drawn around it, or it lies outside the window or under something. */
const faultOfFocus = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const at = document.activeElement
    // Past the last stop the browser's own frame has its turn.
    if (!at || at === document.body) return null
    // The focus is within another document, a PDF, which draws and scrolls by itself.
    if (at instanceof HTMLIFrameElement) return null
    const name = `${at.tagName.toLowerCase()} «${(at.getAttribute("name") ?? at.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 60)}»`
    const boxes = [...at.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
    const [box] = boxes
    if (!box) return `${name} has the focus and no size`
    const x = Math.min(box.left + box.width / 2, innerWidth - 1)
    // Of something taller than the window its beginning is enough.
    const y = box.height > innerHeight ? Math.max(box.top, 0) + 8 : box.top + box.height / 2
    if (x < 0 || y < 0 || y >= innerHeight) return `${name} has the focus outside the window`
    const top = document.elementFromPoint(x, y)
    const isSeen = top && (at.contains(top) || top.contains(at) || top.closest("label")?.contains(at))
    const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : []
    if (!isSeen && !labels.some((label) => top && label.contains(top)))
      return `${name} has the focus under ${top?.tagName.toLowerCase()} .${top?.className}`
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    const isDrawn = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none"
    return isDrawn || at.matches('[tabindex="-1"]') ? null : `${name} has the focus and nothing shows it`
  })
