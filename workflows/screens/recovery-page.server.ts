import type { Actor } from "#models/shared/workflow.ts"
import { findOpenRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import type { StoreRecovery } from "#models/store-recovery/store-recovery.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { type RecoveryDependencies, SUBJECT } from "#workflows/recovery/dependencies.ts"
import { openPoints } from "#workflows/recovery/finish-recovery.server.ts"
import { type SeriesToSettle, seriesToSettle } from "#workflows/recovery/series-to-settle.server.ts"

export type RecoveryPage = Pick<
  StoreRecovery,
  "restoredAt" | "backupFile" | "backupMadeAt" | "readings" | "foreign" | "waivers"
> & {
  /** Who looks: what one asked another confirms. */
  viewerId: string
  series: SeriesToSettle[]
  /** Portals by id, each to be read back. */
  portals: string[]
  /** What is still to be settled. */
  open: string[]
}

/** What is to be settled after a restore; null when nothing is. @throws ForbiddenError */
export const getRecoveryPage = async (
  d: RecoveryDependencies,
  { actor }: { actor: Actor },
): Promise<RecoveryPage | null> => {
  await authorise(d, actor, "recovery.settle", SUBJECT)
  const recovery = await findOpenRecovery()
  if (!recovery) return null
  const { restoredAt, backupFile, backupMadeAt, readings, foreign, waivers } = recovery
  const series = await seriesToSettle(d, recovery)
  const portals = Object.keys(await d.portals())
  return {
    restoredAt,
    backupFile,
    backupMadeAt,
    readings,
    foreign,
    waivers,
    viewerId: actor.id,
    series,
    portals,
    open: openPoints(recovery, series, portals),
  }
}

/** For the banner on every page of the office while a restore is unsettled. */
export type RecoveryNotice = { backupMadeAt: Date; maySettle: boolean }

export const recoveryNotice = async (actor: Actor): Promise<RecoveryNotice | null> => {
  const recovery = await findOpenRecovery()
  return recovery && { backupMadeAt: recovery.backupMadeAt, maySettle: isAllowed(actor, "recovery.settle") }
}
