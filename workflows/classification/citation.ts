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
  const topic = new Set(wordsOf(`${procedure.name} ${procedure.fields.map((field) => field.name).join(" ")}`))
  const ranked = procedure.legalBases
    .map((basis, order) => ({ basis, rank: rankOf(basis, order, topic) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
  const best = ranked[0]
  return best ? citationOf(best.basis) : ""
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

function rankOf(basis: LegalBasis, order: number, topic: ReadonlySet<string>): number[] {
  const number = numberIn(basis.number) ?? numberIn(basis.title) ?? ""
  const kind = KINDS.findIndex((one) => one.number.test(number) && one.title.test(basis.title.trim()))
  // A code weighs as much as a law.
  const weight = kind === -1 ? KINDS.length : Math.max(kind, 1)
  const shared = wordsOf(basis.title).filter((word) => topic.has(word)).length
  return [
    weight,
    NOT_OF_THE_SECTOR.test(basis.title) ? 1 : 0,
    AMENDING.test(basis.title) ? 1 : 0,
    -Math.min(shared, 3),
    order,
  ]
}

function compareRanks(a: number[], b: number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
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
