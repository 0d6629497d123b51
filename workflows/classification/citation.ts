import { actName, numberOf, weightOf } from "#models/legal-basis/act-name.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { foldText } from "#models/shared/text.ts"

type LegalBasis = Procedure["legalBases"][number]

/** Acts about procedures in general or about money: they do not say why this service cannot be done online. */
const NOT_OF_THE_SECTOR =
  /phí|lệ phí|một cửa|kiểm soát thủ tục|phân cấp|phân quyền|phân định thẩm quyền|cắt giảm|đơn giản h[oó][aá]/iu
const AMENDING = /sửa đổi|bổ sung/iu

/** Acts of the record that may be cited on the day, in its order; every one where nobody says what is in force. */
export const basesInForce = (
  { legalBases }: Pick<Procedure, "legalBases">,
  inForce: ((number: string) => boolean) | undefined,
): LegalBasis[] => (inForce ? legalBases.filter((basis) => inForce(numberOf(basis) ?? "")) : legalBases)

/**
 * The sector-law act a reason for *một phần* would name, from the acts the record lists: law before decree before circular,
 * acts of the sector before general ones, originals before amendments, then those that share words with the procedure, then
 * the record's order. `Luật Hộ tịch số 60/2014/QH13`; empty when the record lists none.
 */
export const citationFrom = (procedure: Pick<Procedure, "legalBases" | "name" | "fields">): string => {
  const ranked = procedure.legalBases.map((basis) => ({ basis, rank: rankOf(basis) }))
  const least = Math.min(...ranked.map(({ rank }) => rank))
  const best = ranked.filter(({ rank }) => rank === least).map(({ basis }) => basis)
  const chosen = best.length > 1 ? nearestTo(procedure, best) : best[0]
  return chosen ? actName(chosen) : ""
}

/** Shared words beyond so many say no more. */
const ENOUGH_SHARED = 3

/** The first of those that share most words with the procedure's name and fields. */
function nearestTo(
  procedure: Pick<Procedure, "name" | "fields">,
  bases: readonly LegalBasis[],
): LegalBasis | undefined {
  const topic = new Set(wordsOf(`${procedure.name} ${procedure.fields.map((field) => field.name).join(" ")}`))
  const shared = bases.map(({ title }) =>
    Math.min(wordsOf(title).filter((word) => topic.has(word)).length, ENOUGH_SHARED),
  )
  return bases[shared.indexOf(Math.max(...shared))]
}

/** The lower the rank, the better the act: its weight, then the sector's own, then originals. */
const rankOf = (basis: LegalBasis): number =>
  4 * weightOf(basis) + (NOT_OF_THE_SECTOR.test(basis.title) ? 2 : 0) + (AMENDING.test(basis.title) ? 1 : 0)

const wordsOf = (text: string): string[] => foldText(text).match(/[a-z]{3,}/g) ?? []
