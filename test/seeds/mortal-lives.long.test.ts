import { expect, test } from "vitest"
import { busyYear, livedMortally, reportOf } from "./mortal-lives.ts"

test("wherever the office of a busy year dies, the next one finds nothing half done and goes on", {
  timeout: 2 * 60 * 60_000,
}, async () => {
  const year = await livedMortally(busyYear(7), () => true)
  console.log(reportOf(year))
  expect(year.broken).toEqual([])
  expect(year.revived).toBeGreaterThan(1_000)
})
