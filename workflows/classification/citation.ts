import type { Procedure } from "#models/procedure/procedure.ts"
import { foldText } from "#models/shared/text.ts"

type LegalBasis = Procedure["legalBases"][number]

const NUMBER = /\d+(?:\.\d+)?(?:\/\d{4})?\/[\p{Lu}\d]+(?:[-/][\p{Lu}\d]+)*/u
/** Kinds of act, weightiest first: of two, the heavier is cited. */
const KINDS: { name: string; number: RegExp; title: RegExp }[] = [
  { name: "Bộ luật", number: /\/QH\d+/u, title: /^bộ luật/iu },
  { name: "Luật", number: /\/QH\d+/u, title: /^(?!nghị quyết|về việc)/iu },
  { name: "Pháp lệnh", number: /UBTVQH/u, title: /^(?!nghị quyết)/iu },
  { name: "Nghị định", number: /\/(?:NĐ-CP|CP-NĐ)/u, title: /^/u },
  { name: "Thông tư liên tịch", number: /\/TTLT/u, title: /^/u },
  { name: "Thông tư", number: /\/TT-/u, title: /^/u },
  { name: "Nghị quyết", number: /\/(?:NQ-|QH|.*UBTVQH)/u, title: /^/u },
  { name: "Quyết định", number: /\/QĐ-/u, title: /^/u },
]
/** Acts about procedures in general or about money: they do not say why this service cannot be done online. */
const NOT_OF_THE_SECTOR =
  /phí|lệ phí|một cửa|kiểm soát thủ tục|phân cấp|phân quyền|phân định thẩm quyền|cắt giảm|đơn giản h[oó][aá]/iu
const AMENDING = /sửa đổi|bổ sung/iu
const NAME_LIMIT = 120

/**
 * The sector-law act a reason for *một phần* would name, from the acts the record lists: law before decree before circular,
 * acts of the sector before general ones, originals before amendments, then those that share words with the procedure, then
 * the record's order. `Luật Hộ tịch số 60/2014/QH13`; empty when the record lists none.
 */
export const citationFrom = (procedure: Procedure): string => {
  const ranked = procedure.legalBases.map((basis) => ({ basis, rank: rankOf(basis) }))
  const least = Math.min(...ranked.map(({ rank }) => rank))
  const best = ranked.filter(({ rank }) => rank === least).map(({ basis }) => basis)
  const chosen = best.length > 1 ? nearestTo(procedure, best) : best[0]
  return chosen ? citationOf(chosen) : ""
}

/** Shared words beyond so many say no more. */
const ENOUGH_SHARED = 3

/** The first of those that share most words with the procedure's name and fields. */
function nearestTo(procedure: Procedure, bases: readonly LegalBasis[]): LegalBasis | undefined {
  const topic = new Set(wordsOf(`${procedure.name} ${procedure.fields.map((field) => field.name).join(" ")}`))
  const shared = bases.map(({ title }) =>
    Math.min(wordsOf(title).filter((word) => topic.has(word)).length, ENOUGH_SHARED),
  )
  return bases[shared.indexOf(Math.max(...shared))]
}

/** One act as it is cited: kind and name where the record gives them, "số", number. */
export const citationOf = (basis: LegalBasis): string => {
  const number = numberIn(basis.number) ?? numberIn(basis.title)
  if (!number) return (basis.title || basis.number).replace(/[;,.\s]+$/u, "").slice(0, NAME_LIMIT)
  const kind = KINDS.find((one) => one.number.test(number) && one.title.test(basis.title.trim()))
  if (!kind) return number
  const name = kind.name.endsWith("uật") ? lawName(basis.title, kind.name) : ""
  return [kind.name, name, "số", number].filter((part) => part !== "").join(" ")
}

/** The lower the rank, the better the act: its weight, then the sector's own, then originals. */
function rankOf({ number: given, title }: LegalBasis): number {
  const number = numberIn(given) ?? numberIn(title) ?? ""
  const kind = KINDS.findIndex((one) => one.number.test(number) && one.title.test(title.trim()))
  // A code weighs as much as a law.
  const weight = kind === -1 ? KINDS.length : Math.max(kind, 1)
  return 4 * weight + (NOT_OF_THE_SECTOR.test(title) ? 2 : 0) + (AMENDING.test(title) ? 1 : 0)
}

/** "LUẬT Bảo hiểm xã hội" → "Bảo hiểm xã hội"; empty when the title only repeats the number. */
function lawName(title: string, kind: string): string {
  const plain = title.trim().replace(/\s+/gu, " ")
  if (!plain.toLowerCase().startsWith(kind.toLowerCase())) return ""
  const name = plain
    .slice(kind.length)
    .replace(/\s*(?:(?<!một )số |ngày |năm \d|\(|;|\d+\/).*$/iu, "")
    .replace(/[\s,.:-]+$/u, "")
    .trim()
  if (name === "" || name.length > NAME_LIMIT) return ""
  return name === name.toUpperCase() ? `${name.slice(0, 1)}${name.slice(1).toLowerCase()}` : name
}

/** "35/ 2026/QĐ-UBND" → `35/2026/QĐ-UBND`. */
const numberIn = (text: string): string | undefined => NUMBER.exec(text.replace(/\s*([/-])\s*/gu, "$1"))?.[0]

const wordsOf = (text: string): string[] => foldText(text).match(/[a-z]{3,}/g) ?? []
