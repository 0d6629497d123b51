import { launchBrowser } from "./launch-browser.ts"
import { lookAtScreens } from "./look-at-screens.ts"
import { startApp } from "./start-app.ts"
import { peopleAt } from "./visitors.ts"

const OFFICIALS = ["lanhdao.tuphap", "thamdinh.thu", "chanhvanphong", "dieuphoi", "vanthu", "quantri"]

/** Looks at every screen a link leads to: those of the public, and with `isWhole` those of the office as its people see them. */
export const walkAccessibility = async (isWhole: boolean) => {
  const app = await startApp()
  const browser = await launchBrowser()
  try {
    const people = peopleAt(browser, app.url)
    const walks = [{ page: await people.citizen(), from: ["/", "/tro-nang"] }]
    if (isWhole)
      for (const id of OFFICIALS) walks.push({ page: await people.official(id), from: ["/cong-viec"] })
    return await lookAtScreens(walks)
  } finally {
    await browser.close()
    await app.stop()
  }
}
