import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { recordKeyOf } from "#models/outbox/outbox-message.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { saveRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import type { ForeignRecord, PortalReading } from "#models/store-recovery/store-recovery.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type PortalClient, PortalFailure } from "#workflows/gateways/portals/portal-client.ts"
import { type RecoveryDependencies, SUBJECT } from "./dependencies.ts"
import { getOpenRecovery } from "./open-recovery.server.ts"

type Read = { reading: PortalReading; records: Awaited<ReturnType<PortalClient["list"]>> }

/**
 * Asks every portal what it holds under our keys and keeps what the restored outbox does not know: records of no message, or
 * newer than the newest one. A portal that cannot be read stays to be read again; what was settled stays settled.
 * @throws ForbiddenError, NotFoundError when nothing is to be settled
 */
export const readPortalsBack = async (
  d: RecoveryDependencies,
  { actor }: { actor: Actor },
): Promise<void> => {
  await authorise(d, actor, "recovery.settle", SUBJECT)
  await getOpenRecovery()
  const at = d.clock.now()
  const reads: Read[] = []
  for (const [target, client] of Object.entries(await d.portals()))
    reads.push(await readOne(target, client, at))
  await d.store.inTransaction(async (session) => {
    const recovery = await getOpenRecovery(session)
    const known = await latestVersions(session)
    const found = reads.flatMap(({ reading: { target }, records }) =>
      records
        .filter(({ recordId, version }) => version > (known.get(recordKeyOf(target, recordId))?.version ?? 0))
        .map((record): ForeignRecord => ({ target, ...record, settled: null })),
    )
    const isRead = (target: string) =>
      reads.some(({ reading }) => reading.target === target && !reading.fault)
    const kept = recovery.foreign.filter(({ target, settled }) => settled !== null || !isRead(target))
    const foreign = [...kept, ...found.filter((one) => !kept.some((old) => isSame(old, one)))]
    // A portal that answers again is not left aside.
    const waivers = recovery.waivers.filter(({ target }) => !isRead(target))
    await saveRecovery(
      { ...recovery, readings: reads.map(({ reading }) => reading), foreign, waivers },
      session,
    )
    const payload = {
      portals: reads.length,
      unreadable: reads.filter(({ reading }) => reading.fault !== null).length,
      unknown: foreign.filter(({ settled }) => settled === null).length,
    }
    await appendAuditEntries(
      [auditDraft({ subject: SUBJECT, type: "portals.read", payload }, actor, at)],
      session,
    )
  })
}

const isSame = (a: ForeignRecord, b: ForeignRecord): boolean =>
  a.target === b.target && a.recordId === b.recordId && a.version === b.version

async function readOne(target: string, client: PortalClient, at: Date): Promise<Read> {
  try {
    return { reading: { target, at, fault: null }, records: await client.list() }
  } catch (error) {
    if (!(error instanceof PortalFailure)) throw error
    return { reading: { target, at, fault: error.message }, records: [] }
  }
}
