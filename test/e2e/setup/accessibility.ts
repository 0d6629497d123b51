import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js")

type AxeResult = {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/** What axe-core finds against WCAG 2.2 A and AA on the present page, one line per place; empty when all is well. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  // Not as a script tag: our Content-Security-Policy refuses injected scripts, and should.
  await page.evaluate(await readFile(axePath, "utf8"))
  const result = await page.evaluate(async (): Promise<AxeResult> => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<AxeResult> }
    }
    return axe.run(document, {
      runOnly: {
        type: "tag",
        values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      },
    })
  })
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html}`),
  )
}

/** Pixels by which the page is wider than its window; 0 when it fits. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  )
