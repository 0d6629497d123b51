import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { takeRegisterTurn } from "#models/long-act/register-turn.server.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { getChange, resolveWaiting } from "#models/register-change/register-change.repository.server.ts"
import type { ChangeState, RegisterChange } from "#models/register-change/register-change.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import { reopenRegistrations } from "./reopen-registrations.server.ts"

/** What a reviewer may decide about a change; that the procedure was repealed is recorded by `repealProcedure`. */
export const RESOLUTIONS = ["REOPENED", "DISMISSED"] as const
export type ResolutionKind = (typeof RESOLUTIONS)[number]

/**
 * Decides about a waiting change: sends the open registrations back with the new content, or keeps the level with a reason.
 * Decision, moves and log are one commit.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError, ConcurrentEditError when it is no longer waiting
 */
export const resolveChange = async (
  d: RegistrationDependencies,
  input: { changeId: string; kind: ResolutionKind; note: string; actor: Actor },
): Promise<void> => {
  const { changeId, kind } = input
  const note = input.note.trim()
  const actor = await authorise(d, input.actor, "register.resolveChange", {
    kind: "registerChange",
    id: changeId,
  })
  const change = await getChange(changeId)
  assertFits(change, kind, note)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    // What brought the change is not undone while it is being decided about.
    await takeRegisterTurn(session)
    const resolution = {
      state: kind,
      resolvedBy: actor.id,
      resolvedByName: actorInWords(actor),
      resolvedAt: at,
      note: note || `Theo nội dung mới: ${change.relevantParts.join(", ")}.`,
    }
    await resolveWaiting(changeId, resolution, session)
    if (kind === "REOPENED") await reopen(d, change, actor, session)
    await appendAuditEntries([entryOf(change, kind, resolution.note, actor, at)], session)
  })
}

function assertFits(change: RegisterChange, kind: ResolutionKind, note: string): void {
  if (kind === "REOPENED" && change.kind === "VANISHED")
    throw new RuleBrokenError("Thủ tục không còn trong danh sách nên không có nội dung mới để rà soát lại.")
  if (kind === "REOPENED" && change.kind === "REGIME")
    throw new RuleBrokenError(
      "Đợt đang chạy giữ bộ quy định lúc mở đợt. Dịch vụ được rà soát theo bộ quy định mới ở đợt kế tiếp.",
    )
  if (kind === "DISMISSED" && note.length < 5)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "note", message: "Ghi vì sao giữ nguyên (ít nhất 5 ký tự)." },
    ])
}

async function reopen(
  d: RegistrationDependencies,
  change: RegisterChange,
  actor: Actor,
  session: ClientSession,
): Promise<void> {
  const found = await findSnapshotsByHash(change.toHash ? [change.toHash] : [], session)
  const snapshot = found.find(({ code }) => code === change.code)
  if (!snapshot) throw new NotFoundError("Sổ thủ tục không còn nội dung mới của thủ tục này.")
  const reason = `Nội dung thủ tục đã đổi: ${change.relevantParts.join(", ")}. Hãy đối chiếu và đề xuất lại.`
  const reopened = await reopenRegistrations(d, { snapshot, reason, actor }, session)
  if (reopened === 0)
    throw new RuleBrokenError(
      "Không có đăng ký nào của thủ tục này đang được rà soát. Thay đổi sẽ được đưa vào đợt rà soát kế tiếp khi mở đợt.",
    )
}

const entryOf = (change: RegisterChange, kind: ChangeState, note: string, actor: Actor, at: Date) =>
  auditDraft(
    { subject: { kind: "registerChange", id: change.id }, type: "change.resolved", payload: { note } },
    actor,
    at,
    { from: "OPEN", to: kind },
  )
