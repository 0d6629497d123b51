import { randomInt } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { insertRemark } from "#models/public-remark/public-remark.repository.server.ts"
import { type PublicRemark, REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import { findLastOwner } from "#models/registration/registration.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { hearOnly } from "./hear-only.server.ts"

/** Who sent it, in the log: nobody is asked who they are. */
const CITIZEN = { id: "nguoi-dan", name: "Người dân" }

/** What the sender keeps: nobody else ever sees the code again. */
type RemarkReceipt = { id: string; secret: string }

/**
 * Takes a remark on a procedure: keeps it, and tells the people of the unit that answers, or of the provincial office where
 * none is known. `procedure`: as the public page names it.
 * @throws OfficeError RULE_BROKEN while too many came from the address or altogether
 */
export const sendRemark = async (
  d: OfficeDependencies & { realClock: Clock },
  input: { procedure: { code: string; name: string }; text: string; address: string },
): Promise<RemarkReceipt> => {
  const { perAddress, everywhere } = REMARK_LIMITS
  await hearOnly(d.realClock, `remark:${input.address}`, perAddress)
  await hearOnly(d.realClock, "remark", everywhere)
  const at = d.clock.now()
  const secret = `${randomText(4)}-${randomText(4)}-${randomText(4)}`
  const remark: PublicRemark = {
    id: `GY-${randomText(8)}`,
    secretHash: secretHashOf(secret),
    procedureCode: input.procedure.code,
    procedureName: input.procedure.name,
    agencyId: await findLastOwner(input.procedure.code),
    text: input.text,
    at,
    state: "RECEIVED",
    reply: "",
    repliedBy: "",
    repliedAt: null,
    revision: 0,
  }
  const people = (await staffOn(dayOf(at))).filter((one) => isFor(one, remark.agencyId))
  await d.store.inTransaction(async (session) => {
    await insertRemark(remark, session)
    await addInboxMessages(
      people.map(({ id }) => ({
        id: `remark:${remark.id}:${id}`,
        userId: id,
        kind: "REMARK" as const,
        title: `Góp ý của người dân: ${remark.procedureName}`,
        text: `Góp ý ${remark.id} về thủ tục ${remark.procedureCode} đang chờ trả lời.`,
        about: { kind: "remark" as const, id: remark.id, name: remark.procedureName },
        isUrgent: false,
        at,
        readAt: null,
        mail: "WAITING" as const,
      })),
      session,
    )
    const payload = { procedureCode: remark.procedureCode, agencyId: remark.agencyId, to: people.length }
    const event = {
      subject: { kind: "remark" as const, id: remark.id },
      type: "remark.received" as const,
      payload,
    }
    await appendAuditEntries([auditDraft(event, CITIZEN, at, { from: null, to: "RECEIVED" })], session)
  })
  return { id: remark.id, secret }
}

/** Letters and dashes as people copy them: any case, any spaces. */
export const secretHashOf = (secret: string): string => sha256(secret.toUpperCase().replace(/[^A-Z0-9]/g, ""))

/** A unit's people, and where none is known those who answer for every unit. */
const isFor = (actor: Actor, agencyId: string | null): boolean =>
  agencyId === null ? isAllowed(actor, "remark.answerAny") : isAllowed(actor, "remark.answer", agencyId)

/** Without letters and digits that are taken for each other. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

const randomText = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")
