import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { type OutboxMessage, type PriorVersion, recordKeyOf } from "#models/outbox/outbox-message.ts"
import { dayOf } from "#models/shared/dates.ts"
import { NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { saveRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import type { ForeignOutcome, StoreRecovery } from "#models/store-recovery/store-recovery.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { messageOf } from "#workflows/delivery/messages-for-edition.ts"
import { withdrawal } from "#workflows/delivery/service-contents.ts"
import { PortalFailure, type WholeRecord } from "#workflows/gateways/portals/portal-client.ts"
import { adoptedMessage, levelInPayload, recoveryEditionOf } from "./adopt-record.server.ts"
import { type RecoveryDependencies, SUBJECT } from "./dependencies.ts"
import { getOpenRecovery } from "./open-recovery.server.ts"

/**
 * Settles one record a portal holds and the outbox does not know. Either way the outbox takes it in as it stands there, so
 * that the next message of the record follows it; one to be withdrawn also gets its withdrawal, sent once the recovery is
 * finished.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError when the portal cannot be read, or the record is no service
 */
export const settleForeignRecord = async (
  d: RecoveryDependencies,
  input: { target: string; recordId: string; as: ForeignOutcome; actor: Actor },
): Promise<void> => {
  const { target, recordId, as, actor } = input
  await authorise(d, actor, "recovery.settle", SUBJECT)
  const remote = await readWhole(d, target, recordId)
  const at = d.clock.now()
  const { orgCode, training } = await d.reference.issuerOn(dayOf(at))
  await d.store.inTransaction(async (session) => {
    const recovery = await getOpenRecovery(session)
    const isIt = (one: { target: string; recordId: string; settled: unknown }) =>
      one.target === target && one.recordId === recordId && one.settled === null
    if (!recovery.foreign.some(isIt))
      throw new NotFoundError(
        "Bản ghi này đã được đối chiếu hoặc không có trong danh sách. Hãy tải lại trang.",
      )
    const priors = await latestVersions(session)
    const adopted = adoptedMessage({
      target,
      recordId,
      remote,
      prior: priors.get(recordKeyOf(target, recordId)),
      recovery,
      sender: orgCode,
      at,
    })
    const messages =
      as === "KEPT" || remote.withdrawn
        ? [adopted]
        : [adopted, withdrawalOf(adopted, remote, recovery, { at, training })]
    await addMessages(messages, session)
    const foreign = recovery.foreign.map((one) =>
      isIt(one) ? { ...one, version: remote.version, settled: { as, by: actor.id, at } } : one,
    )
    await saveRecovery({ ...recovery, foreign }, session)
    const payload = { target, recordId, version: remote.version, as }
    await appendAuditEntries(
      [auditDraft({ subject: SUBJECT, type: "record.settled", payload }, actor, at)],
      session,
    )
  })
}

async function readWhole(d: RecoveryDependencies, target: string, recordId: string): Promise<WholeRecord> {
  const client = (await d.portals())[target]
  if (!client) throw new NotFoundError(`Không có cổng «${target}». Hãy tải lại trang.`)
  try {
    const found = await client.readWhole(recordId)
    if (found) return found
  } catch (error) {
    if (!(error instanceof PortalFailure)) throw error
    throw new RuleBrokenError(`Chưa đọc được bản ghi ở cổng: ${error.message} Thử lại khi cổng trả lời.`)
  }
  throw new NotFoundError("Cổng không còn giữ bản ghi này. Bấm «Đọc lại các cổng» để cập nhật danh sách.")
}

function withdrawalOf(
  adopted: OutboxMessage,
  remote: WholeRecord,
  recovery: StoreRecovery,
  { at, training }: { at: Date; training: boolean | undefined },
): OutboxMessage {
  const level = levelInPayload(remote.payload)
  if (!level)
    throw new RuleBrokenError(
      "Bản ghi này không phải dịch vụ công nên không rút bằng bản tin được. Chọn giữ, rồi đề nghị cổng gỡ nếu cần.",
    )
  const [number = "", ...symbol] = remote.decision.split("/")
  const decision = { number, symbol: symbol.join("/"), day: dayOf(at) }
  const prior: PriorVersion = adopted
  return messageOf(
    adopted.target,
    withdrawal(adopted.recordId, level, "Rút khi đối chiếu sau phục hồi dữ liệu.", decision),
    {
      edition: {
        editionId: recoveryEditionOf(recovery),
        digest: adopted.editionDigest,
        issuer: { orgCode: adopted.sender, ...(training ? { training } : {}) },
      },
      decision,
      priorVersions: new Map([[recordKeyOf(adopted.target, adopted.recordId), prior]]),
      at,
      effectiveFrom: dayOf(at),
    },
  )
}
