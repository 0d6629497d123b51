import type { DayRule } from "#models/campaign/day-rules.ts"
import { type EffectStated, effectiveDayOfAct } from "#models/catalogue-edition/effect-stated.ts"
import { formatDay, type IsoDay, isValidOn, yearOf } from "#models/shared/dates.ts"
import { nextWorkingDay, type WorkCalendar } from "#models/shared/working-days.ts"

/** The days of one decision as far as they are known; null what has not happened. */
export type DaysOfAct = {
  signedOn: IsoDay | null
  /** How long the signatory holds the capacity it is signed under; `heldTo` null: without end. */
  capacity: { heldFrom: IsoDay; heldTo: IsoDay | null } | null
  /** Of the personal signature; null where it is not known. */
  certificate: { from: IsoDay; to: IsoDay } | null
  /** The day written on the decision with its number. */
  datedOn: IsoDay | null
  issuedOn: IsoDay | null
  /** What its text says. */
  effect: EffectStated
}

/** `REFUSED`: such a decision must not go on. `NEEDS_REASON`: it may, and the log says why. `message`: Vietnamese, with its article. */
export type DayFinding = { rule: DayRule; weight: "REFUSED" | "NEEDS_REASON"; message: string }

const CAPACITY = "Điều 13 Nghị định số 30/2020/NĐ-CP"
const SEQUENCE = "khoản 1 Điều 15 Nghị định số 30/2020/NĐ-CP"
const NEXT_DAY = "khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP"
const ISSUE = "khoản 1 Điều 18 Nghị định số 30/2020/NĐ-CP"
const VALIDITY = "Điều 5 Nghị định số 30/2020/NĐ-CP"

/**
 * Compares the days of one decision with each other: signature, capacity, certificate, date and number, issue, effect. All that
 * knows which of them may differ is here (NĐ 30/2020 Điều 5, 13, 15, 18); steps and pages ask it.
 */
export const findingsOfDays = (days: DaysOfAct, calendar: WorkCalendar): DayFinding[] =>
  [
    signedWithoutCapacity(days),
    datedWithoutCapacity(days),
    numberOfAnotherYear(days),
    certificateNotValid(days),
    effectiveBeforeSigned(days),
    datedBeforeSigned(days),
    numberedLate(days, calendar),
    issuedLate(days, calendar),
  ].filter((found) => found !== null)

type Asked = DayFinding | null

const refused = (rule: DayRule, message: string): DayFinding => ({ rule, weight: "REFUSED", message })
const needsReason = (rule: DayRule, message: string): DayFinding => ({
  rule,
  weight: "NEEDS_REASON",
  message,
})

const isHeldOn = ({ heldFrom, heldTo }: NonNullable<DaysOfAct["capacity"]>, day: IsoDay): boolean =>
  isValidOn({ validFrom: heldFrom, validTo: heldTo }, day)

const termOf = ({ heldFrom, heldTo }: NonNullable<DaysOfAct["capacity"]>): string =>
  `từ ngày ${formatDay(heldFrom)}${heldTo ? ` đến hết ngày ${formatDay(heldTo)}` : ""}`

function signedWithoutCapacity({ signedOn, capacity }: DaysOfAct): Asked {
  if (!signedOn || !capacity || isHeldOn(capacity, signedOn)) return null
  return refused(
    "SIGNED_WITHOUT_CAPACITY",
    `Quyết định ký ngày ${formatDay(signedOn)} nhưng người ký giữ thẩm quyền ${termOf(capacity)} (${CAPACITY}).`,
  )
}

function datedWithoutCapacity({ datedOn, capacity }: DaysOfAct): Asked {
  if (!datedOn || !capacity || isHeldOn(capacity, datedOn)) return null
  return refused(
    "DATED_WITHOUT_CAPACITY",
    `Quyết định sẽ ghi ngày ${formatDay(datedOn)}, là ngày người ký không giữ thẩm quyền: chỉ giữ ${termOf(capacity)} (${CAPACITY}; ${SEQUENCE}).`,
  )
}

/** A number given before the signature: a decision of this year would stand in last year's sequence. */
function numberOfAnotherYear({ signedOn, datedOn }: DaysOfAct): Asked {
  if (!signedOn || !datedOn || yearOf(datedOn) >= yearOf(signedOn)) return null
  return refused(
    "NUMBER_OF_ANOTHER_YEAR",
    `Số và ngày ${formatDay(datedOn)} thuộc sổ của năm ${yearOf(datedOn)} nhưng quyết định ký ngày ${formatDay(signedOn)}, năm ${yearOf(signedOn)} (${SEQUENCE}).`,
  )
}

function certificateNotValid({ signedOn, certificate }: DaysOfAct): Asked {
  if (!signedOn || !certificate || (certificate.from <= signedOn && signedOn <= certificate.to)) return null
  return refused(
    "CERTIFICATE_NOT_VALID",
    `Quyết định ký ngày ${formatDay(signedOn)} nhưng chứng thư của người ký có hiệu lực từ ngày ${formatDay(certificate.from)} đến ngày ${formatDay(certificate.to)} (${VALIDITY}).`,
  )
}

function effectiveBeforeSigned({ signedOn, datedOn, effect }: DaysOfAct): Asked {
  const made = signedOn ?? datedOn
  if (!made || effectiveDayOfAct(effect, made) >= made) return null
  return refused(
    "EFFECTIVE_BEFORE_SIGNED",
    `Văn bản ghi có hiệu lực từ ngày ${formatDay(effectiveDayOfAct(effect, made))}, trước ngày ký ${formatDay(made)}: văn bản chưa ký thì chưa có hiệu lực (${VALIDITY}).`,
  )
}

function datedBeforeSigned({ signedOn, datedOn }: DaysOfAct): Asked {
  if (!signedOn || !datedOn || datedOn >= signedOn || yearOf(datedOn) < yearOf(signedOn)) return null
  return needsReason(
    "DATED_BEFORE_SIGNED",
    `Quyết định ghi ngày ${formatDay(datedOn)} nhưng ký ngày ${formatDay(signedOn)}: số, ngày lấy theo trình tự thời gian ban hành (${SEQUENCE}).`,
  )
}

function numberedLate({ signedOn, datedOn }: DaysOfAct, calendar: WorkCalendar): Asked {
  if (!signedOn || !datedOn) return null
  const last = nextWorkingDay(signedOn, calendar)
  if (datedOn <= last) return null
  return needsReason(
    "NUMBERED_LATE",
    `Quyết định ký ngày ${formatDay(signedOn)}, phải cấp số chậm nhất ngày ${formatDay(last)}, nay ghi ngày ${formatDay(datedOn)} (${NEXT_DAY}).`,
  )
}

function issuedLate({ signedOn, issuedOn }: DaysOfAct, calendar: WorkCalendar): Asked {
  if (!signedOn || !issuedOn) return null
  const last = nextWorkingDay(signedOn, calendar)
  if (issuedOn <= last) return null
  return needsReason(
    "ISSUED_LATE",
    `Quyết định ký ngày ${formatDay(signedOn)}, phải phát hành chậm nhất ngày ${formatDay(last)}, nay phát hành ngày ${formatDay(issuedOn)} (${ISSUE}).`,
  )
}
