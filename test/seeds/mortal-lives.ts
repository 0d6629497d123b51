import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Store } from "#models/store/connection.server.ts"
import { rehearseBusyYear } from "#seeds/scenarios/busy-year/busy-year.server.ts"
import type { BusyYear } from "#seeds/scenarios/busy-year/busy-year-summary.server.ts"
import { openTestStore } from "#test/setup/store.ts"
import { type Change, openWatchedStore } from "#test/setup/watched-store.ts"
import {
  type PortalSimulator,
  startPortalSimulator,
} from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { readTrainingAuthority } from "#workflows/gateways/signing/training-keys.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { heldBy, reviveOffice } from "./revived-office.ts"

const ROOT = join(import.meta.dirname, "../..")
const LIST = join(ROOT, "seeds/reference/procedures.csv")
/** Few, so that years are lived in a test run; `npm run rehearse` lives through two thousand. */
export const SERVICES = 40

type Around = Pick<Parameters<typeof rehearseBusyYear>[0], "signing" | "authorities"> & {
  portals: PortalSimulator
}
/** A scripted span of an office's time, in a store. */
type Life<T> = (store: Store, around: Around) => Promise<T>

export const busyYear =
  (seed: number): Life<BusyYear> =>
  (store, around) =>
    rehearseBusyYear({ store, ...around, files: [LIST], seed, services: SERVICES })

/** A life in a store of its own, and what it wrote down of itself. */
export const lived = <T>(life: Life<T>): Promise<T> =>
  withSurroundings(async (around) => {
    const store = await openTestStore()
    try {
      return await life(store, around)
    } finally {
      await store.close()
    }
  })

/** How a life went whose office was let die: where it could, how often an office was revived, and what was broken then. */
export type Mortal<T> = {
  told: T
  awaits: number
  changes: readonly Change[]
  revived: number
  broken: string[]
}

/**
 * A life on a disk; then, for each change of it that `isKept` chooses, an office is started on what the process would have left
 * behind by dying there, and goes on.
 */
export const livedMortally = <T>(life: Life<T>, isKept: (change: Change) => boolean): Promise<Mortal<T>> =>
  withSurroundings(async (around) => {
    const watched = await openWatchedStore(
      // Before anybody works there is no office to go on with.
      (change) => !change.by.startsWith("seeds/seed-") && isKept(change),
      () => heldBy(around.portals.state),
    )
    try {
      const told = await life(watched.store, around)
      const [awaits, changes] = [watched.awaits(), [...watched.changes()]]
      await watched.store.close()
      const broken: string[] = []
      for (const death of watched.deaths()) broken.push(...(await reviveOffice(death, around)))
      return { told, awaits, changes, revived: watched.deaths().length, broken }
    } finally {
      await watched.close()
    }
  })

/** Where the office of a life can die, by who writes; and who writes, but not in this life. */
export const reportOf = ({ awaits, changes, revived }: Mortal<unknown>): string => {
  const passed = new Set(changes.map(({ by }) => by.split(",")[0] ?? ""))
  return [
    `${awaits} awaits on the store, ${changes.length} changes of the disk, ${revived} deaths`,
    ...[...Map.groupBy(changes, ({ by }) => by)].map(([by, those]) => `${those.length} ${by}`),
    `Not in this life: ${writers()
      .filter((file) => !passed.has(file))
      .join(" ")}`,
  ].join("\n")
}

/** Files of the rooms that write in a transaction of their own. */
const writers = (): string[] =>
  readdirSync(join(ROOT, "workflows"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".server.ts"))
    .map((name) => `workflows/${name}`)
    .filter((name) => readFileSync(join(ROOT, name), "utf8").includes("inTransaction("))
    .sort()

/** What a life needs that is not in its store: keys, who vouches for them, portals. */
async function withSurroundings<T>(work: (around: Around) => Promise<T>): Promise<T> {
  const keys = mkdtempSync(join(tmpdir(), "nam-ban-ron-"))
  const trust = mkdtempSync(join(keys, "trust-"))
  const portals = await startPortalSimulator({ port: 0 })
  try {
    const signing = await trainingSigning(keys)
    const authority = await readTrainingAuthority(keys)
    if (authority) writeFileSync(join(trust, "ca.crt"), `${authority.toString("pem")}\n`)
    return await work({ signing, authorities: readAuthorities(trust), portals })
  } finally {
    await portals.close()
    rmSync(keys, { recursive: true, force: true })
  }
}
