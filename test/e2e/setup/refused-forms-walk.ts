import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type AppRoute, addressOf, appRoutes } from "./app-routes.ts"
import { isBrowserMissing, launchBrowser } from "./launch-browser.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./office-at-work.ts"
import { type Mistake, type RefusedForm, refusedFormsOf } from "./refused-forms.ts"

/** Every form of an office at work, or those of the screens chosen, left empty and filled in oddly: what the refusal shows is one everybody can use, on a desk and on a phone. */
export const walkRefusedForms = (chosenOf: (screens: AppRoute[]) => AppRoute[]): void => {
  describe.skipIf(isBrowserMissing())("forms that are refused", { timeout: 1_200_000 }, () => {
    let office: OfficeAtWork
    let browser: Browser
    let official: Page
    let citizen: Page
    beforeAll(async () => {
      office = await openOfficeAtWork()
      browser = await launchBrowser()
      const [name = "", value = ""] = office.cookie.split(/=(.*)/u)
      const pageOf = async (signedIn: boolean) => {
        const context = await browser.newContext({
          baseURL: office.app.url,
          locale: "vi-VN",
          viewport: { width: 1280, height: 900 },
        })
        if (signedIn) await context.addCookies([{ name, value, url: office.app.url }])
        context.setDefaultTimeout(20_000)
        return context.newPage()
      }
      official = await pageOf(true)
      citizen = await pageOf(false)
    }, 240_000)
    afterAll(async () => {
      await browser?.close()
      await office?.app.stop()
    })

    const withForms = chosenOf(
      appRoutes().filter(
        ({ takesForms, hasPage, pattern }) => takesForms && hasPage && !pattern.includes("*"),
      ),
    )
    const walk = async (mistake: Mistake) => {
      const refused: ({ pattern: string } & RefusedForm)[] = []
      for (const { pattern, file } of withForms) {
        const page = file.includes("_cong-khai") ? citizen : official
        for (const one of await refusedFormsOf(page, addressOf(pattern, office.params), mistake))
          refused.push({ pattern, ...one })
      }
      return refused
    }

    test.each([
      ["left empty", "EMPTY"],
      ["filled in oddly", "ODD"],
    ] as const)("%s", async (_how, mistake) => {
      const refused = await walk(mistake)
      expect(refused.filter(({ faults }) => faults.length > 0)).toEqual([])
      expect(refused.length).toBeGreaterThan(withForms.length / 5)
    })
  })
}
