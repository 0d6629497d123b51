import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
]

/** The Chromium that browser tests use; undefined where there is none. */
const chromiumPath = PLACES.find((path) => path !== undefined && path !== "" && existsSync(path))

/**
 * True where browser tests must be skipped, which is said loudly; in CI a missing browser is a failure instead.
 * Use as `describe.skipIf(isBrowserMissing())`.
 */
export const isBrowserMissing = (): boolean => {
  if (chromiumPath) return false
  if (process.env.CI === "true")
    throw new Error("No Chromium for the browser tests: install it, or name it in CHROMIUM_PATH.")
  process.stderr.write(
    "\n*** BROWSER TESTS SKIPPED: no Chromium found. Install it, or name it in CHROMIUM_PATH. ***\n\n",
  )
  return true
}

/** A headless browser that talks to nobody but the app. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
