import { expect, test } from "vitest"
import { walkAccessibility } from "./setup/accessibility-walk.ts"
import { isBrowserMissing } from "./setup/launch-browser.ts"

test.skipIf(isBrowserMissing())(
  "every page of the public that a link leads to is one everybody can use",
  {
    timeout: 600_000,
  },
  async () => {
    const { looked } = await walkAccessibility(false)
    expect([...looked].filter(([, faults]) => faults.length > 0)).toEqual([])
    expect(looked.size).toBeGreaterThan(8)
  },
)
