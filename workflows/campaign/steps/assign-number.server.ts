import { peekNextNumber, takeNumber } from "#models/document-number/document-number.repository.server.ts"
import { formatDocumentNumber } from "#models/document-number/format-document-number.ts"
import { dayOf, formatDay, type IsoDay, yearOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { defineStep } from "../campaign-step.ts"
import { comparingDays } from "../compare-days.server.ts"
import { currentDecision, currentEdition, keepDocument } from "../decision-bytes.server.ts"
import { isReady, WITHOUT_INITIALS } from "../order.ts"

const NUMBER = {
  kind: "NUMBER",
  name: "number",
  label: "Số của quyết định",
  max: 999_999,
  wrong: "Số phải là số nguyên dương.",
} as const
const SEEN_ON = { kind: "SEEN_DAY", name: "seenOn" } as const

/**
 * Gives the decision its number and today's date from the year's sequence (NĐ 30/2020 Điều 15), as an addition to the
 * bytes that leaves an earlier signature whole. A number that is taken is refused.
 */
const giveNumber = defineStep({
  intent: "number",
  event: "number.assigned",
  permission: {
    action: "edition.number",
    label: "Cấp số, ngày",
    roles: ["RECORDS_CLERK"],
    scope: "ANY_AGENCY",
  },
  label: "Cấp số, ngày",
  title: "Cấp số, ngày cho quyết định",
  place: "NEXT",
  working: "Đang ghi số, ngày vào văn bản…",
  fields: [NUMBER, SEEN_ON],
  notYet: (context) => {
    if (!isReady(context)) return WITHOUT_INITIALS
    if (context.numbered) return "Quyết định đã có số."
    return context.numberFirst || context.signed
      ? null
      : "Đợt này cấp số sau khi ký; quyết định chưa được ký."
  },
  preview: async (_, { campaign, at }) => {
    const { issuer } = await currentEdition(campaign)
    const day = dayOf(at)
    const next = await peekNextNumber(yearOf(day), issuer.documentSymbol)
    return {
      fields: [
        {
          ...NUMBER,
          label: `Số của quyết định (…/${issuer.documentSymbol})`,
          description: `Số tiếp theo trong sổ là ${next}; ghi số lớn hơn nếu đã cấp số ngoài hệ thống. Ngày văn bản: ${formatDay(day)}.`,
        },
        SEEN_ON,
      ],
      values: { number: next, seenOn: day },
    }
  },
  act: async (_, { campaign, at }, { number: given, seenOn = dayOf(at) }) => {
    const day = dayOf(at)
    if (seenOn !== day) throw shownOnAnotherDay(seenOn, day)
    const year = yearOf(day)
    const edition = await currentEdition(campaign)
    const symbol = edition.issuer.documentSymbol
    const wanted = given ?? (await peekNextNumber(year, symbol))
    const number = formatDocumentNumber(wanted)
    const bytes = await assignNumberInPdf(await currentDecision(campaign), { number, day })
    const kept = {
      kind: "DECISION",
      stage: "NUMBERED",
      pages: pageCount(bytes),
      bytes,
      createdAt: at,
    } as const
    return {
      event: { type: "number.assigned", documentSha256: sha256(bytes), number, symbol, day },
      write: async (session, moved) => {
        await takeNumber(year, symbol, wanted, session)
        await keepDocument(moved, edition, kept, session)
      },
    }
  },
})

/** Over New Year the number shown belongs to last year's sequence, the day to this one (NĐ 30/2020 Điều 15(1)). */
const shownOnAnotherDay = (seenOn: IsoDay, day: IsoDay): InvalidInputError => {
  const message = `Trang mở từ ngày ${formatDay(seenOn)}; hôm nay ${formatDay(day)}, ngày văn bản và số tiếp theo có thể đã khác. Tải lại trang, xem lại số rồi cấp.`
  return new InvalidInputError(message, [{ field: "number", message }])
}

export const assignNumber = comparingDays("DATE", giveNumber)
