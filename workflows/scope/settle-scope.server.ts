import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findCorrections } from "#models/fact-correction/fact-correction.repository.server.ts"
import { assertRegisterAtRest } from "#models/long-act/register-turn.server.ts"
import { SCOPE_ANSWER_LABELS, type ScopeAnswerValue } from "#models/procedure-scope/scope.ts"
import { findScopeAnswers, saveScopeAnswers } from "#models/procedure-scope/scope-answer.repository.server.ts"
import { factsOf, type ScopeAnswer } from "#models/procedure-scope/scope-answer.ts"
import {
  findRegistrationsOfProcedures,
  insertMissingRegistrations,
} from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { assertNoActInTheWay, PIECE } from "#workflows/long-act/pieces.server.ts"
import { draftRegistrations } from "#workflows/registration/draft-registrations.server.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import { findBrought } from "./brought-services.server.ts"
import { type ProcedureScope, readScopes } from "./read-scopes.server.ts"
import { type Joins, MANY_ANSWERS } from "./scope-lists.ts"

/** Answers one act may record: with their log they fit into one transaction. */
export const MOST_ANSWERS = 200

export type SettleScope = {
  codes: readonly string[]
  answer: ScopeAnswerValue
  reason: string
  /** The number of procedures as it was typed, where they are many. */
  typed?: number | null
  /** Asked where an answer «ours» brings services to the review under way: whether they join it. */
  joining?: Joins | null
  /** How many registrations were shown to join; not compared when omitted. */
  seen?: number | null
  /** The answer each procedure was shown to have, by code; one that is another by now is not replaced unseen. */
  seenAnswers?: Readonly<Record<string, ScopeAnswerValue | null>> | null
  actor: Actor
}

type SettledScope = {
  /** How many answers are others than before. */
  settled: number
  /** Registrations that were added to the review under way. */
  added: number
}

type ScopeDependencies = OfficeDependencies & Pick<RegistrationDependencies, "getRegime">

/**
 * Records a person's answer to whether procedures are the province's: who, when and why, each in the log. An answer may be changed
 * as long as nothing rests on it. What an answer «ours» brings joins the review under way where the person says so.
 * @throws ForbiddenError (with its audit line), InvalidInputError, RuleBrokenError naming what rests on an earlier answer,
 * ConcurrentEditError when a rule says whose one is by now, or another number of services would join than was shown
 */
export const settleScope = async (d: ScopeDependencies, input: SettleScope): Promise<SettledScope> => {
  const { answer } = input
  const actor = await authorise(d, input.actor, "register.settleScope", {
    kind: "register",
    id: "procedures",
  })
  const reason = input.reason.trim()
  const codes = [...new Set(input.codes)]
  assertAsked(codes, reason, input.typed ?? null)
  const at = d.clock.now()
  const registerTurn = await readTurn("REGISTER")
  const joining = answer === "OURS" ? await joiningRegistrations(d, codes, input, dayOf(at)) : null
  return d.store.inTransaction(async (session) => {
    if (joining) await assertTakes(joining, session)
    await takeTurn("REGISTER", session, joining ? registerTurn : undefined)
    await assertRegisterAtRest(session)
    const scopes = await readScopes(dayOf(at), { codes, session })
    const before = await findScopeAnswers(session)
    assertDoubted(codes, scopes)
    assertSeen(codes, scopes, input.seenAnswers ?? null)
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
          byName: actorInWords(actor),
          at,
        },
      ]
    })
    await saveScopeAnswers(answers, session)
    if (joining) await insertMissingRegistrations(joining.registrations, session)
    const logged = codes.filter((code) => moved.includes(code) || addedOf(joining, code) > 0)
    await appendAuditEntries(
      logged.map((code) =>
        auditDraft(
          {
            subject: { kind: "procedure", id: code },
            type: "scope.settled",
            payload: {
              answer,
              before: before.get(code)?.answer ?? null,
              doubt: scopes.get(code)?.ruling.doubt ?? null,
              reason,
              ...(joining && addedOf(joining, code) > 0
                ? { added: { campaignId: joining.campaignId, registrations: addedOf(joining, code) } }
                : {}),
            },
          },
          actor,
          at,
        ),
      ),
      session,
    )
    return { settled: answers.length, added: joining?.registrations.length ?? 0 }
  })
}

/** What joins the review under way, drafted from the register as it was read. */
type Joining = { campaignId: string; revision: number; registrations: Registration[] }

const addedOf = (joining: Joining | null, code: string): number =>
  joining?.registrations.filter(({ procedureCode }) => procedureCode === code).length ?? 0

/** Null where nothing is to join. @throws InvalidInputError while nobody said whether it does, ConcurrentEditError, RuleBrokenError */
async function joiningRegistrations(
  d: ScopeDependencies,
  codes: readonly string[],
  { joining, seen = null }: SettleScope,
  day: IsoDay,
): Promise<Joining | null> {
  const { review, services } = await findBrought(codes, await readScopes(day, { codes }))
  if (!review || services.length === 0) return null
  if (!joining)
    throw new InvalidInputError("Chưa ghi nhận được câu trả lời.", [
      {
        field: "joining",
        message: `Chọn có thêm ${formatNumber(services.length)} đăng ký vào đợt «${review.name}» hay không.`,
      },
    ])
  if (joining === "LATER") return null
  if (seen !== null && seen !== services.length)
    throw new ConcurrentEditError(
      `Số đăng ký được thêm vào đợt «${review.name}» nay là ${formatNumber(services.length)}, không còn là ${formatNumber(seen)}. Xem lại tác động rồi ghi nhận.`,
      { changed: [] },
    )
  if (codes.length * 2 + services.length > PIECE)
    throw new RuleBrokenError(
      `Câu trả lời này thêm ${formatNumber(services.length)} đăng ký, nhiều hơn một lần ghi được. Trả lời ít thủ tục hơn mỗi lần.`,
    )
  const registrations = await draftRegistrations({
    campaignId: review.id,
    regime: await d.getRegime(review.regimeId),
    day,
    services,
    corrections: await findCorrections(services.map(({ id }) => id)),
  })
  return { campaignId: review.id, revision: review.revision, registrations }
}

/** @throws ConcurrentEditError when the review was moved on, or is being, since what joins it was drafted */
async function assertTakes({ campaignId, revision }: Joining, session: ClientSession): Promise<void> {
  await takeTurn("CAMPAIGNS", session)
  await assertNoActInTheWay({ campaignId, event: "registrations.joined" }, session)
  const review = await getCampaign(campaignId, session)
  if (review.revision !== revision)
    throw new ConcurrentEditError(`Đợt «${review.name}» vừa chuyển bước. Xem lại tác động rồi ghi nhận.`, {
      changed: [],
    })
}

/** Registrations that rest on an answer: all but those that were withdrawn, or ended with their procedure. */
export const RESTING = REGISTRATION_STATES.filter((state) => state !== "withdrawn" && state !== "repealed")

/** @throws ConcurrentEditError naming each answer that is another than was shown, and whose it is */
function assertSeen(
  codes: readonly string[],
  scopes: ReadonlyMap<string, ProcedureScope>,
  seen: SettleScope["seenAnswers"],
): void {
  if (!seen) return
  const changed = codes.flatMap((code): FieldConflict[] => {
    const [before, now] = [seen[code] ?? null, scopes.get(code)?.answer ?? null]
    if (before === (now?.answer ?? null)) return []
    const said = (answer: ScopeAnswerValue | null) =>
      answer ? SCOPE_ANSWER_LABELS[answer] : "chưa ai trả lời"
    return [
      {
        field: `Thủ tục ${code}`,
        before: said(before),
        now: said(now?.answer ?? null),
        ...(now ? { by: now.byName, at: now.at.toISOString() } : {}),
      },
    ]
  })
  const [first] = changed
  if (!first) return
  throw new ConcurrentEditError(
    `${formatNumber(changed.length)} thủ tục đã có câu trả lời khác lúc bạn xem tác động; chưa ghi gì. Xem lại rồi ghi nhận, hoặc bỏ đánh dấu các thủ tục ấy.`,
    { changed, ...(first.by ? { by: first.by } : {}) },
  )
}

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
