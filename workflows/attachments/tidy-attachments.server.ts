import type { ClientSession } from "mongoose"
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
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { dayOf } from "#models/shared/dates.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { ScannerAwayError, type VirusScanner } from "#workflows/gateways/virus-scanner/virus-scanner.ts"
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
    const found = await looked(scanner, one.id)
    if (found === "AWAY") return
    // This one it cannot look at, or its content is gone: the others have their turn.
    if (found === "IN_VAIN") await noteScanTried(one.id, at)
    else if (found.virus === null) await markClean(one.id)
    else await erase(d, one, at, found.virus)
  }
}

const looked = async (
  scanner: VirusScanner,
  id: string,
): Promise<{ virus: string | null } | "AWAY" | "IN_VAIN"> => {
  try {
    return { virus: await scanner.scan(await getAttachmentBytes(id)) }
  } catch (error) {
    return error instanceof ScannerAwayError ? "AWAY" : "IN_VAIN"
  }
}

/** @param virus the name of what was found; null: its time is over */
async function erase(d: OfficeDependencies, one: Attachment, at: Date, virus: string | null): Promise<void> {
  const { id, registrationId, name, letter, sha256 } = one
  const file = { fileName: name, criterion: letter, sha256 }
  const what = virus
    ? ({ type: "attachment.infected", payload: { ...file, virus } } as const)
    : ({ type: "attachment.erased", payload: file } as const)
  const subject = registrationId.startsWith(TASK)
    ? ({ kind: "planTask", id: registrationId.slice(TASK.length) } as const)
    : ({ kind: "registration", id: registrationId } as const)
  const event: AuditEvent = subject.kind === "planTask" ? { subject, ...what } : { subject, ...what }
  await d.store.inTransaction(async (session) => {
    if (!(await eraseAttachment(id, { at, ...(virus ? { scan: "INFECTED" } : {}) }, session))) return
    const draft = auditDraft(event, SYSTEM_ACTOR, at)
    await appendAuditEntries([draft], session)
    if (virus) await tell(one, { about: { ...subject, name }, virus, at }, session)
  })
}

/** Whoever laid it there is told, for their machine may carry it, and those who look after the office's. */
async function tell(
  { id, by, byName, name }: Attachment,
  { about, virus, at }: { about: InboxMessage["about"]; virus: string; at: Date },
  session: ClientSession,
): Promise<void> {
  const notice = { kind: "MENTION", about, isUrgent: false, at, readAt: null, mail: "WAITING" } as const
  const administrators = (await staffOn(dayOf(at), session)).filter(
    (one) => one.id !== by && one.assignments.some(({ role }) => role === "ADMIN"),
  )
  await addInboxMessages(
    [
      {
        ...notice,
        id: `infected:${id}:${by}`,
        userId: by,
        title: "Tệp bạn gửi có mã độc, nội dung đã bị xóa",
        text: `Máy quét tìm thấy mã độc (${virus}) trong tệp «${name}» bạn đã đính kèm. Hãy báo người phụ trách máy tính, quét máy của bạn rồi gửi lại tệp sạch.`,
      },
      ...administrators.map((one) => ({
        ...notice,
        id: `infected:${id}:${one.id}`,
        userId: one.id,
        title: "Tệp đính kèm có mã độc, nội dung đã bị xóa",
        text: `Máy quét tìm thấy mã độc (${virus}) trong tệp «${name}» do ${byName} đính kèm. Những máy đã mở tệp này cần được quét.`,
      })),
    ],
    session,
  )
}
