import { expect, test } from "vitest"
import type { BusyYear } from "#seeds/scenarios/busy-year/busy-year-summary.server.ts"
import type { Change } from "#test/setup/watched-store.ts"
import { busyYear, lived, livedMortally, SERVICES } from "./mortal-lives.ts"

/** Of the places to die at; `npm run test:long` takes them all. The next sample: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20230301)
const EVERY = 13

let first: BusyYear

test("a busy year ends whole: every notice, every clock, every figure", { timeout: 300_000 }, async () => {
  first = await lived(busyYear(7))
  const { summary, ...lists } = first
  expect(summary).toMatchObject({
    agencies: 30,
    services: SERVICES,
    storeClean: true,
    findings: [],
    amendments: 1,
    recalls: 1,
    absences: 5,
    notices: { lost: 0, doubled: 0 },
  })
  expect(summary.lateUnits).toHaveLength(3)
  expect(summary.returnedTwice).toBeGreaterThanOrEqual(SERVICES / 10)
  expect(summary.notices.retried).toBeGreaterThan(0)
  expect(lists.notices.length).toBeGreaterThan(0)
  expect(lists.notices).toHaveLength(summary.notices.told)
  const { kept, missed, cancelled, open } = summary.clocks
  expect(lists.clocks).toHaveLength(kept + missed + cancelled + open)
  expect(lists.clocks.filter(({ state }) => state === "KEPT")).toHaveLength(kept)
})

test(`the same seed lives it again, and wherever its office dies the next one finds nothing half done and goes on (seed ${SEED})`, {
  timeout: 900_000,
}, async () => {
  const again = await livedMortally(busyYear(7), sample())
  expect(again.broken).toEqual([])
  expect(again.told).toEqual(first)
  expect(again.revived).toBeGreaterThanOrEqual(100)
})

/** The first change of every kind, and one of so many others. */
function sample(): (change: Change) => boolean {
  const seen = new Set<string>()
  return ({ number, by }) => {
    const isFirst = !seen.has(by)
    seen.add(by)
    return isFirst || (number + SEED) % EVERY === 0
  }
}
