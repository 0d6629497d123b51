import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { walkAccessibility } from "./setup/accessibility-walk.ts"
import { isBrowserMissing } from "./setup/launch-browser.ts"
import { recordOf } from "./setup/look-at-screens.ts"

const RECORD = join(import.meta.dirname, "../../app/public/accessibility/looked-at.json")
/** `ACCESSIBILITY_DAY=2026-12-01`: the walk is written down as that day's, for the accessibility statement. */
const day = process.env["ACCESSIBILITY_DAY"]

test.skipIf(isBrowserMissing())(
  "every screen that a link leads to is one everybody can use",
  {
    timeout: 3_600_000,
  },
  async () => {
    const found = await walkAccessibility(true)
    if (day) writeFileSync(RECORD, `${JSON.stringify(recordOf(found, day), null, 2)}\n`)
    expect([...found.looked].filter(([, faults]) => faults.length > 0)).toEqual([])
    expect(found.looked.size).toBeGreaterThan(60)
  },
)
