import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "vitest"
import {
  MORTAL_PHASES,
  type MortalPhase,
  type OfficeProcess,
  type OfficeProcessOrder,
  runOffice,
} from "#test/setup/office-processes.ts"
import type { PortalState } from "#workflows/gateways/portals/simulator/portal-state.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"

/** More than one piece of rows, and of every other part of a long act. */
const PROCEDURES = 480
const PORTALS = ["provincial", "national", "open-data"]

/** Where a year is to be killed: at most one place in each phase and start. */
export type Deaths = { phase: MortalPhase; point: number }[]

export type KilledYears = {
  /** How many places each phase has in which a process can die. */
  places: Record<MortalPhase, number>
  /** Lives the year with these deaths; each next process goes on. Asks that it ends as the undisturbed one did. */
  live(deaths: Deaths): Promise<void>
  end(): void
}

/** An office made ready to be frozen, and its year lived once without a death. */
export const prepareYears = async (): Promise<KilledYears> => {
  const folder = mkdtempSync(join(tmpdir(), "nam-bi-ngat-"))
  const base = join(folder, "ready")
  const keys = join(folder, "keys")
  const nowhere = "http://127.0.0.1:1"
  await runOffice({ dataDir: base, keys, portalsUrl: nowhere, start: 0, begin: PROCEDURES })

  const lived = async (deaths: Deaths) => {
    const dataDir = mkdtempSync(join(folder, "year-"))
    cpSync(base, dataDir, { recursive: true })
    const portals = await startPortalSimulator({ port: 0 })
    try {
      const common = { dataDir, keys, portalsUrl: portals.url }
      const processes: OfficeProcess[] = []
      for (const [index, kill] of deaths.entries())
        processes.push(await runOffice({ ...common, start: index + 1, kill } satisfies OfficeProcessOrder))
      const last = await runOffice({ ...common, start: deaths.length + 1 })
      return { killed: processes, last, held: heldBy(portals.state) }
    } finally {
      await portals.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }

  const whole = await lived([])
  const { ended } = whole.last
  if (!ended) throw new Error("the undisturbed year did not end")
  expect([ended.state, ended.findings, ended.repeated]).toEqual(["published", [], []])
  expect(ended.rows).toBe(PROCEDURES)
  const { points, ...end } = ended
  return {
    places: Object.fromEntries(
      MORTAL_PHASES.map((phase) => [phase, points[phase] ?? 0]),
    ) as KilledYears["places"],
    live: async (deaths) => {
      const { killed, last, held } = await lived(deaths)
      for (const { found } of [...killed, last]) assertNothingHalf(found)
      const { points: _, ...endedAs } = last.ended ?? { points: {} }
      expect(endedAs).toEqual(end)
      expect(held).toEqual(whole.held)
      expect(killed.map((one) => one.killed)).toEqual(deaths.map(() => true))
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Before anybody goes on: no draft of an edition whose freeze is not done, nothing to send before the issue is. */
function assertNothingHalf(found: OfficeProcess["found"]): void {
  if (!found) throw new Error("a process did not say what it found")
  if (found.state === "appraising") expect(found.drafts).toEqual([])
  else expect(found.drafts).toEqual(["2023-1/1"])
  if (!["issued", "published"].includes(found.state)) expect(found.isDue).toBe(false)
}

/** What the portals hold: each record, as what and how often it was written. */
const heldBy = (state: PortalState) =>
  PORTALS.flatMap((target) =>
    [...state.records(target)].map(
      ([recordId, { envelope, withdrawn, writes }]) =>
        `${target} ${recordId} ${envelope.version} ${withdrawn} ${writes}`,
    ),
  ).sort()
