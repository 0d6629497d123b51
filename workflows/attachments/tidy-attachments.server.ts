import {
  eraseAttachment,
  findRemoved,
  findUnscanned,
  getAttachmentBytes,
  markClean,
  noteScanTried,
} from "#models/attachment/attachment.repository.server.ts"
import { type Attachment, REMOVED_KEPT_DAYS } from "#models/attachment/attachment.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { type AuditEvent, auditDraft } from "#models/audit/audit-event.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { ScannerAwayError } from "#workflows/gateways/virus-scanner/virus-scanner.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import type { ScannerDependencies } from "./scan-attachment.server.ts"

const AT_ONCE = 20
const DAY_MS = 24 * 60 * 60_000
const TASK = "planTask:"

/**
 * Scans what waits for the scanner, and erases what carries a virus or was taken away long ago. Whatever is not done now is done
 * the next time.
 */
export const tidyAttachments = async (d: OfficeDependencies & ScannerDependencies): Promise<void> => {
  const at = d.clock.now()
  for (const one of await findRemoved(new Date(at.getTime() - REMOVED_KEPT_DAYS * DAY_MS), AT_ONCE))
    await erase(d, one, at, null)
  const { scanner } = d
  if (!scanner) return
  for (const one of await findUnscanned(AT_ONCE)) {
    try {
      const found = await scanner.scan(await getAttachmentBytes(one.id))
      if (found === null) await markClean(one.id)
      else await erase(d, one, at, found)
    } catch (error) {
      if (error instanceof ScannerAwayError) return
      // This one it cannot look at, or its content is gone: the others have their turn.
      await noteScanTried(one.id, at)
    }
  }
}

/** @param virus the name of what was found; null: its time is over */
async function erase(
  d: OfficeDependencies,
  { id, registrationId, name, letter, sha256 }: Attachment,
  at: Date,
  virus: string | null,
): Promise<void> {
  const file = { fileName: name, criterion: letter, sha256 }
  const what = virus
    ? ({ type: "attachment.infected", payload: { ...file, virus } } as const)
    : ({ type: "attachment.erased", payload: file } as const)
  const event: AuditEvent = registrationId.startsWith(TASK)
    ? { subject: { kind: "planTask", id: registrationId.slice(TASK.length) }, ...what }
    : { subject: { kind: "registration", id: registrationId }, ...what }
  await d.store.inTransaction(async (session) => {
    if (!(await eraseAttachment(id, { at, ...(virus ? { scan: "INFECTED" } : {}) }, session))) return
    const draft = auditDraft(event, SYSTEM_ACTOR, at)
    await appendAuditEntries([draft], session)
  })
}
