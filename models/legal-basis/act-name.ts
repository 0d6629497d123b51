import { actNumberIn } from "./citation.ts"

/** An act as a procedure's record lists it. */
export type ListedAct = { number: string; title: string }

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
const NAME_LIMIT = 120

/** The number acts are told apart by: from its own field, else out of the title. */
export const numberOf = ({ number, title }: ListedAct): string | undefined =>
  actNumberIn(number) ?? actNumberIn(title)

/** Place in the order of kinds, the weightiest 0; `KINDS.length` for what is none of them. A code weighs as much as a law. */
export const weightOf = (act: ListedAct): number => {
  const number = numberOf(act) ?? ""
  const kind = KINDS.findIndex((one) => one.number.test(number) && one.title.test(act.title.trim()))
  return kind === -1 ? KINDS.length : Math.max(kind, 1)
}

/** One act as it is cited: kind and name where the record gives them, "số", number. */
export const actName = (act: ListedAct): string => {
  const number = numberOf(act)
  if (!number) return (act.title || act.number).replace(/[;,.\s]+$/u, "").slice(0, NAME_LIMIT)
  const kind = KINDS.find((one) => one.number.test(number) && one.title.test(act.title.trim()))
  if (!kind) return number
  const name = kind.name.endsWith("uật") ? lawName(act.title, kind.name) : ""
  return [kind.name, name, "số", number].filter((part) => part !== "").join(" ")
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
