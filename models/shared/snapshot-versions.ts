import type { WorkflowSnapshot } from "./workflow.ts"

/** What of a stored snapshot a newer version may change. */
type Stored = { value: string; context: Record<string, unknown> }

/** Turns what one version stored into what the next one stores; pure, kept for ever, tested on a stored example. */
export type SnapshotUpgrade = (stored: Stored) => Stored

/** The version a chart stores today, and the way to it from every version it ever stored. */
export type SnapshotVersions<State extends string, Context extends object> = {
  version: number
  /** @throws Error for a snapshot of another machine, or of a version newer than this release knows */
  upgrade(stored: WorkflowSnapshot): WorkflowSnapshot<State, Context>
}

/** @param upgrades the first leads from version 1 to 2, the next from 2 to 3 */
export const snapshotVersions = <State extends string, Context extends object>(
  machine: string,
  upgrades: readonly SnapshotUpgrade[],
): SnapshotVersions<State, Context> => {
  const version = upgrades.length + 1
  return {
    version,
    upgrade(stored) {
      if (stored.machine !== machine || stored.machineVersion > version)
        throw new Error(
          `stored snapshot of ${stored.machine} v${stored.machineVersion} does not fit ${machine} v${version}`,
        )
      const { value, context } = upgrades
        .slice(stored.machineVersion - 1)
        .reduce<Stored>((before, upgrade) => upgrade(before), stored)
      return { machine, machineVersion: version, value: value as State, context: context as Context }
    },
  }
}
