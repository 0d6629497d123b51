import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { takeRegisterTurn } from "#models/long-act/register-turn.server.ts"
import type { ScopeAnswerValue } from "#models/procedure-scope/scope.ts"
import { findScopeAnswers, saveScopeAnswers } from "#models/procedure-scope/scope-answer.repository.server.ts"
import { factsOf, type ScopeAnswer } from "#models/procedure-scope/scope-answer.ts"
import { findRegistrationsOfProcedures } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type ProcedureScope, readScopes } from "./read-scopes.server.ts"
import { MANY_ANSWERS } from "./scope-lists.ts"

/** Answers one act may record: with their log they fit into one transaction. */
export const MOST_ANSWERS = 200

export type SettleScope = {
  codes: readonly string[]
  answer: ScopeAnswerValue
  reason: string
  /** The number of procedures as it was typed, where they are many. */
  typed?: number | null
  actor: Actor
}

/**
 * Records a person's answer to whether procedures are the province's: who, when and why, each in the log. An answer may be changed
 * as long as nothing rests on it.
 * @returns how many answers are others than before
 * @throws ForbiddenError (with its audit line), InvalidInputError, RuleBrokenError naming what rests on an earlier answer,
 * ConcurrentEditError when a rule says whose one is by now
 */
export const settleScope = async (d: OfficeDependencies, input: SettleScope): Promise<number> => {
  const { answer, actor } = input
  await authorise(d, actor, "register.settleScope", { kind: "register", id: "procedures" })
  const reason = input.reason.trim()
  const codes = [...new Set(input.codes)]
  assertAsked(codes, reason, input.typed ?? null)
  const at = d.clock.now()
  return d.store.inTransaction(async (session) => {
    await takeRegisterTurn(session)
    const scopes = await readScopes(dayOf(at), { codes, session })
    const before = await findScopeAnswers(session)
    assertDoubted(codes, scopes)
    const moved = codes.filter((code) => scopes.get(code)?.answer?.answer !== answer)
    const changed = moved.filter((code) => scopes.get(code)?.answer)
    const resting = await findRegistrationsOfProcedures(changed, RESTING, session)
    if (resting.length > 0) throw restingFault(resting)
    const answers = moved.flatMap((code): ScopeAnswer[] => {
      const scope = scopes.get(code)
      if (!scope) return []
      const { home, ruling } = scope
      return [
        {
          code,
          answer,
          reason,
          doubt: ruling.doubt,
          facts: factsOf(home),
          by: actor.id,
          byName: actor.name,
          at,
        },
      ]
    })
    await saveScopeAnswers(answers, session)
    await appendAuditEntries(
      answers.map(({ code, doubt }) =>
        auditDraft(
          {
            subject: { kind: "procedure", id: code },
            type: "scope.settled",
            payload: { answer, before: before.get(code)?.answer ?? null, doubt, reason },
          },
          actor,
          at,
        ),
      ),
      session,
    )
    return answers.length
  })
}

/** Registrations that rest on an answer: all but those that were withdrawn, or ended with their procedure. */
const RESTING = REGISTRATION_STATES.filter((state) => state !== "withdrawn" && state !== "repealed")

function assertAsked(codes: readonly string[], reason: string, typed: number | null): void {
  const issues = [
    ...(codes.length === 0
      ? [{ field: "codes", message: "Chưa đánh dấu thủ tục nào. Đánh dấu từng dòng cần trả lời." }]
      : []),
    ...(codes.length > MOST_ANSWERS
      ? [{ field: "codes", message: `Một lần trả lời tối đa ${formatNumber(MOST_ANSWERS)} thủ tục.` }]
      : []),
    ...(codes.length >= MANY_ANSWERS && typed !== codes.length
      ? [
          {
            field: "typed",
            message: `Câu trả lời áp dụng cho ${formatNumber(codes.length)} thủ tục. Gõ đúng số ${codes.length} để xác nhận đã xem tác động.`,
          },
        ]
      : []),
    ...(reason.length < 5 ? [{ field: "reason", message: "Ghi lý do hoặc căn cứ (ít nhất 5 ký tự)." }] : []),
  ]
  if (issues.length > 0) throw new InvalidInputError("Chưa ghi nhận được câu trả lời.", issues)
}

/** @throws RuleBrokenError, ConcurrentEditError */
function assertDoubted(codes: readonly string[], scopes: ReadonlyMap<string, ProcedureScope>): void {
  const unknown = codes.filter((code) => !scopes.has(code))
  if (unknown.length > 0)
    throw new RuleBrokenError(
      `Sổ thủ tục không có (hoặc thủ tục không còn công khai): ${some(unknown)}. Tải lại trang rồi chọn lại.`,
    )
  const ruled = codes.filter((code) => {
    const scope = scopes.get(code)
    return scope?.ruling.scope !== "TO_BE_SETTLED" && !scope?.answer
  })
  if (ruled.length > 0)
    throw new ConcurrentEditError(
      `Phạm vi của ${formatNumber(ruled.length)} thủ tục nay đã rõ theo quy tắc, không cần trả lời: ${some(ruled)}. Tải lại trang.`,
      { changed: [] },
    )
}

const restingFault = (resting: readonly { procedureCode: string; campaignId: string }[]): RuleBrokenError => {
  const codes = [...new Set(resting.map(({ procedureCode }) => procedureCode))]
  const campaigns = [...new Set(resting.map(({ campaignId }) => campaignId))]
  return new RuleBrokenError(
    `Chưa đổi được câu trả lời: ${formatNumber(codes.length)} thủ tục (${some(codes)}) đã có phiếu đăng ký ở đợt ${some(campaigns)}. Rút các phiếu ấy trước, hoặc bỏ các dòng này khỏi lần trả lời.`,
  )
}

const some = (all: readonly string[]): string => `${all.slice(0, 5).join(", ")}${all.length > 5 ? ", …" : ""}`
