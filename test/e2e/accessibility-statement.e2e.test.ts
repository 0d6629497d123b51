import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { lookAtScreens, recordOf } from "./setup/look-at-screens.ts"
import { startApp } from "./setup/start-app.ts"
import { peopleAt } from "./setup/visitors.ts"

const RECORD = join(import.meta.dirname, "../../app/public/accessibility/looked-at.json")
/** `ACCESSIBILITY_DAY=2026-12-01`: the walk is written down as that day's; else only the pages of the public are looked at. */
const day = process.env.ACCESSIBILITY_DAY
const OFFICIALS = ["lanhdao.tuphap", "thamdinh.thu", "chanhvanphong", "dieuphoi", "vanthu", "quantri"]

test.skipIf(isBrowserMissing())(
  "every page of the public that a link leads to is one everybody can use",
  {
    timeout: 1_800_000,
  },
  async () => {
    const app = await startApp()
    const browser = await launchBrowser()
    try {
      const people = peopleAt(browser, app.url)
      const walks = [{ page: await people.citizen(), from: ["/", "/tro-nang"] }]
      if (day)
        for (const id of OFFICIALS) walks.push({ page: await people.official(id), from: ["/cong-viec"] })
      const found = await lookAtScreens(walks)
      if (day) writeFileSync(RECORD, `${JSON.stringify(recordOf(found, day), null, 2)}\n`)
      expect([...found.looked].filter(([, faults]) => faults.length > 0)).toEqual([])
      expect(found.looked.size).toBeGreaterThan(8)
    } finally {
      await browser.close()
      await app.stop()
    }
  },
)
