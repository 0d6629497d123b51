import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { rehearseBusyYear } from "#seeds/scenarios/busy-year/busy-year.server.ts"
import { openTestStore } from "#test/setup/store.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { readTrainingAuthority } from "#workflows/gateways/signing/training-keys.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"

const LIST = join(import.meta.dirname, "../../seeds/reference/procedures.csv")
/** Few, so that two years are lived in a test run; `npm run rehearse` lives through two thousand. */
const SERVICES = 40

/** A busy year in a store of its own, and what it wrote down of itself. */
const yearOf = async (seed: number) => {
  const keys = mkdtempSync(join(tmpdir(), "nam-ban-ron-"))
  const trust = mkdtempSync(join(keys, "trust-"))
  const store = await openTestStore()
  const portals = await startPortalSimulator({ port: 0 })
  try {
    const signing = await trainingSigning(keys)
    const authority = await readTrainingAuthority(keys)
    if (authority) writeFileSync(join(trust, "ca.crt"), `${authority.toString("pem")}\n`)
    return await rehearseBusyYear({
      store,
      signing,
      authorities: readAuthorities(trust),
      portals,
      files: [LIST],
      seed,
      services: SERVICES,
    })
  } finally {
    await portals.close()
    await store.close()
    rmSync(keys, { recursive: true, force: true })
  }
}

test("a busy year ends whole, and the same seed lives it again: every notice, every clock, every figure", {
  timeout: 600_000,
}, async () => {
  const { summary, ...lists } = await yearOf(7)
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

  const again = await yearOf(7)
  expect(again.summary).toEqual(summary)
  expect(again.notices).toEqual(lists.notices)
  expect(again.clocks).toEqual(lists.clocks)
  expect(again.absences).toEqual(lists.absences)
})
