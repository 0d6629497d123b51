import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { dayOf, formatDay, type IsoDay, yearOf } from "#models/shared/dates.ts"
import {
  ConcurrentEditError,
  InvalidInputError,
  NotFoundError,
  RuleBrokenError,
} from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findLastRestore } from "#models/store-recovery/store-recovery.repository.server.ts"
import {
  findBySending,
  hasNumberedSince,
  insertPart,
  takeReturnNumber,
} from "#models/unit-return/unit-return.repository.server.ts"
import { partIdOf, RETURN_LIMITS, type ReturnPart, returnIdOf } from "#models/unit-return/unit-return.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { assertCampaignTakes } from "#workflows/registration/campaign-takes.server.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import { returnRowOf, senderOf, usualPosition, usualSymbol } from "./return-facts.ts"
import { returnNotices } from "./return-notices.ts"
import { findUnsent, idsAt, readReturns } from "./return-registrations.server.ts"
import { signOffRows } from "./sign-off-rows.server.ts"

export type ReturnDependencies = RegistrationDependencies &
  LedgerDependencies & { reference: Pick<ReferenceReader, "issuerOn"> }

export type SendReturn = {
  campaignId: string
  agencyId: string
  /** What the head signs off now, each with the revision they saw; what they signed off before goes along. */
  rows: readonly { registrationId: string; revision: number }[]
  /** Of the form: the same one sent twice is one sending. */
  sendingId: string
  /** Of the covering letter; what the unit used last, or what is usual, where none is given. */
  symbol?: string | undefined
  /** Null: the next of the unit's year. */
  number?: number | null | undefined
  /** Title under which it is signed. */
  position?: string | undefined
  actor: Actor
}

const SYMBOL = /^[A-ZĐ0-9]{2,12}(?:-[A-ZĐ0-9]{1,12}){0,2}$/u

/**
 * Sends the return of a unit, whole or in part: signs the rows off, takes the number of the covering letter, freezes what it lists
 * and tells the provincial office, all in one transaction. One row that moved since it was seen, and nothing of it is done.
 * @returns the sending, which is its receipt
 * @throws ForbiddenError, InvalidInputError, NotFoundError; ConcurrentEditError with what changed; RuleBrokenError where the head
 * may not sign a row, or nothing is left to send; WorkflowRefusedError once the campaign is closed
 */
export const sendReturn = async (d: ReturnDependencies, input: SendReturn): Promise<ReturnPart> => {
  const { campaignId, agencyId } = input
  const subject = { kind: "unitReturn", id: returnIdOf(campaignId, agencyId), agencyId }
  const actor = await authorise(d, input.actor, "registration.signOff", subject)
  const asked = checked(input)
  const at = d.clock.now()
  const campaign = await getCampaign(campaignId)
  const issuer = await d.reference.issuerOn(dayOf(at))
  const dueOn = phaseDaysIn(await clockLedger(d, campaignId), campaign).registerBy
  return d.store.inTransaction(async (session) => {
    const known = await findBySending(asked.sendingId, session)
    if (known && known.campaignId === campaignId && known.agencyId === agencyId) return known
    if (known) throw new ConcurrentEditError(USED, { changed: [] })
    assertCampaignTakes(
      { type: "proposal.signedOff" },
      (await getCampaign(campaignId, session)).workflow.value,
    )
    const agency = (await findAgencies(session)).find(({ id }) => id === agencyId)
    if (!agency) throw new NotFoundError(`Không tìm thấy đơn vị «${agencyId}».`)
    const day = dayOf(at)
    if (asked.number === null) await assertSeriesKnown(agencyId, day, session)
    // First of all: of two heads at once one comes first, and the other sees what it did.
    const number = await takeReturnNumber({ agencyId, year: yearOf(day), wanted: asked.number }, session)
    await signOffRows(d, { campaignId, agencyId, rows: asked.rows, actor: input.actor }, session)
    const unit = (await readReturns({ campaignId, agencyId }, session)).get(agencyId)
    const rows = (await findUnsent(unit, session)).flatMap((one) =>
      one.workflow.context.proposal ? [returnRowOf(one)] : [],
    )
    if (!unit || rows.length === 0) throw new RuleBrokenError(NOTHING)
    const last = unit.parts.at(-1)
    const sequence = (last?.sequence ?? 0) + 1
    const part: ReturnPart = {
      id: partIdOf(campaignId, agencyId, sequence),
      sendingId: asked.sendingId,
      campaignId,
      campaignName: campaign.name,
      campaignYear: campaign.year,
      agencyId,
      sequence,
      number,
      symbol: asked.symbol || last?.symbol || usualSymbol(agency, day),
      day,
      at,
      by: signerOf(actor),
      position:
        asked.position ||
        actor.onBehalfOf?.position ||
        (last?.by.id === actor.id ? last.position : usualPosition(agency)),
      dueOn,
      sender: senderOf(agency, day, issuer),
      receiver: {
        provinceName: issuer.provinceName,
        provinceUpper: issuer.provinceUpper,
        training: issuer.training ?? false,
      },
      rows: rows.sort((a, b) => compare(a.fieldName, b.fieldName) || compare(a.serviceCode, b.serviceCode)),
      left: idsAt(unit, "UNIT", "HEAD").length,
    }
    await insertPart(part, session)
    await addInboxMessages(returnNotices(part, await receivers(day, actor.id, session)), session)
    await noteSent(part, actor, at, session)
    return part
  })
}

/**
 * After a restore the unit may have sent letters that the store no longer knows: its next number is read from its own book.
 * @throws InvalidInputError at `number`
 */
async function assertSeriesKnown(agencyId: string, day: IsoDay, session: ClientSession): Promise<void> {
  const restored = await findLastRestore(session)
  if (
    !restored ||
    // A year that began after it has no number the store does not know.
    yearOf(day) > yearOf(dayOf(restored.restoredAt)) ||
    (await hasNumberedSince({ agencyId, year: yearOf(day), since: restored.restoredAt }, session))
  )
    return
  const message = `Dữ liệu được phục hồi từ bản sao ngày ${formatDay(dayOf(restored.backupMadeAt))}; sau ngày đó đơn vị có thể đã gửi công văn mà hệ thống không còn ghi. Xem sổ công văn đi của đơn vị rồi ghi số của công văn này.`
  throw new InvalidInputError(message, [{ field: "number", message }])
}

const USED = "Biểu mẫu này đã được dùng để gửi phiếu của đơn vị khác. Tải lại trang rồi gửi lại."
const NOTHING =
  "Không có dịch vụ nào để gửi: chưa chọn dịch vụ chờ ký duyệt, và mọi dịch vụ đã ký duyệt đều có phiếu gửi."

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Bounds on what is sent in. @throws InvalidInputError */
function checked(input: SendReturn) {
  const issues = []
  const symbol = (input.symbol ?? "").trim().toLocaleUpperCase("vi")
  const position = (input.position ?? "").trim().replaceAll(/\s+/gu, " ").toLocaleUpperCase("vi")
  const number = input.number ?? null
  if (symbol !== "" && (symbol.length > RETURN_LIMITS.symbol || !SYMBOL.test(symbol)))
    issues.push({
      field: "symbol",
      message: "Ký hiệu gồm chữ viết tắt tên đơn vị và bộ phận soạn thảo, ví dụ STP-KSTT.",
    })
  if (position.length > RETURN_LIMITS.position || /[^\p{L}\p{M} .,-]/u.test(position))
    issues.push({
      field: "position",
      message: `Chức vụ người ký chỉ gồm chữ, tối đa ${RETURN_LIMITS.position} ký tự, ví dụ GIÁM ĐỐC.`,
    })
  if (number !== null && !(Number.isInteger(number) && number >= 1 && number <= RETURN_LIMITS.number))
    issues.push({ field: "number", message: "Số công văn là số nguyên dương; để trống để lấy số tiếp theo." })
  if (input.rows.length > RETURN_LIMITS.mostRows)
    issues.push({
      field: "rows",
      message: `Mỗi lần ký duyệt, gửi tối đa ${formatNumber(RETURN_LIMITS.mostRows)} dịch vụ; chia thành nhiều lần.`,
    })
  if (input.sendingId.trim() === "" || input.sendingId.length > 80)
    issues.push({ field: "sendingId", message: "Biểu mẫu đã cũ. Tải lại trang rồi gửi lại." })
  if (issues.length > 0) throw new InvalidInputError(issues.map(({ message }) => message).join(" "), issues)
  const rows = [...new Map(input.rows.map((row) => [row.registrationId, row])).values()]
  return { symbol, position, number, rows, sendingId: input.sendingId.trim() }
}

const signerOf = ({ id, name, onBehalfOf }: Actor): ReturnPart["by"] => ({
  id,
  name,
  ...(onBehalfOf
    ? { onBehalfOf: { personId: onBehalfOf.personId, name: onBehalfOf.name, ground: onBehalfOf.ground } }
    : {}),
})

/** Those of the provincial office who appraise; nobody is told their own act. */
const receivers = async (day: IsoDay, senderId: string, session: ClientSession): Promise<Actor[]> =>
  (await staffOn(day, session)).filter(
    (one) => one.id !== senderId && one.assignments.some(({ role }) => role === "REVIEWER"),
  )

const noteSent = (part: ReturnPart, actor: Actor, at: Date, session: ClientSession): Promise<unknown> => {
  const { campaignId, agencyId, sequence, number, symbol, rows, left, dueOn } = part
  const event = {
    subject: { kind: "unitReturn", id: returnIdOf(campaignId, agencyId) },
    type: "return.sent",
    payload: { sequence, number: `${number}/${symbol}`, rows: rows.length, left, dueOn },
  } as const
  return appendAuditEntries([auditDraft(event, actor, at)], session)
}
