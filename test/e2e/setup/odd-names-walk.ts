import { describe, expect, test } from "vitest"
import { type AppRoute, addressOf } from "./app-routes.ts"
import type { OfficeAtWork } from "./office-at-work.ts"
import { sendRaw } from "./send-raw.ts"

const ODD_VALUES = [
  "constructor",
  "__proto__",
  "toString",
  "%00",
  "%C3%A9%CC%81%F0%9F%98%80%EF%BF%BF",
  "..%2f..%2fetc%2fpasswd",
  "%0d%0aSet-Cookie:x",
  "%7B%22%24ne%22%3A1%7D",
  "-1",
  "1e999",
  "a".repeat(2000),
]

const QUERY_NAMES =
  "q level page state so tep lan tu mau ky xem voi stage v show nguoi returnTo agency kind xong edition target status from to type by text adminLevel field sure agreeing overruled unit noi-nhan".split(
    " ",
  )

/** Asks at each of the addresses for things with odd names, and with queries nobody asks. `officeOf`: read within the tests. */
export function walkOddNames(routes: readonly AppRoute[], officeOf: () => OfficeAtWork): void {
  const get = (target: string) =>
    sendRaw(officeOf().app.url, { target, headers: { Cookie: officeOf().cookie } })

  describe("an address that names nothing is not found, whatever it names", { timeout: 120_000 }, () => {
    test.each(routes.filter(({ pattern }) => pattern.includes(":")))("$pattern", async ({ pattern }) => {
      const faults: string[] = []
      for (const name of pattern.match(/(?<=:)\w+/g) ?? [])
        for (const odd of ODD_VALUES) {
          const [before = "", after = ""] = addressOf(pattern, {
            ...officeOf().params,
            [name]: "~odd~",
          }).split("~odd~")
          const { status } = await get(before + odd + after)
          if (status < 300 || status >= 500) faults.push(`${name} ${odd} answers ${status}`)
        }
      expect(faults).toEqual([])
    })
  })

  describe("what nobody asked for in a query is passed over", { timeout: 120_000 }, () => {
    test.each(routes)("$pattern", async ({ pattern }) => {
      const faults: string[] = []
      const address = addressOf(pattern, officeOf().params)
      for (const odd of [...ODD_VALUES.slice(0, -1), ""])
        for (const toQuery of [
          (name: string) => `${name}=${odd}`,
          (name: string) => `${name}=${odd}&${name}=2`,
          (name: string) => `${name}[]=${odd}&${name}.x.y=1`,
        ]) {
          const { status } = await get(`${address}?${QUERY_NAMES.map(toQuery).join("&")}`)
          if (status >= 500) faults.push(`${toQuery("NAME")} answers ${status}`)
        }
      expect(faults).toEqual([])
    })
  })
}
