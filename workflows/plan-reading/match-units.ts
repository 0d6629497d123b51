import type { UnitExpression } from "#models/reference/unit-expression.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { foldText } from "#models/shared/text.ts"
import type { KnownUnit } from "./plan-knowledge.ts"

/** A unit without the remark in brackets beside it. */
export const bare = (unit: string): string =>
  unit
    .replace(/\([^()]*\)/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()

/** «Các Sở, Ban, ngành, địa phương» holds two expressions; null where the words are no expression. */
export function expressionsIn(
  unit: string,
  expressions: readonly UnitExpression[],
): { expression: UnitExpression; part: string }[] | null {
  const key = formOf(unit)
  const whole = expressions.find(({ forms }) => forms.includes(key))
  if (whole) return [{ expression: whole, part: unit }]
  for (const expression of expressions)
    for (const form of expression.forms)
      if (key.startsWith(`${form} `)) {
        const at = cutAfter(unit, form)
        const rest = expressionsIn(unit.slice(at).replace(/^[\s,;]+|^và\s+/gu, ""), expressions)
        if (rest) return [{ expression, part: unit.slice(0, at) }, ...rest]
      }
  return null
}

export const formOf = (text: string): string =>
  foldText(text)
    .replace(/[.,;]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()

/** Where in the words the form ends. */
function cutAfter(unit: string, form: string): number {
  for (let end = 1; end <= unit.length; end += 1) if (formOf(unit.slice(0, end)) === form) return end
  return unit.length
}

export const isOn = ({ validFrom, validTo }: UnitExpression, day: IsoDay): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)

/** What to write instead: a chain is followed to what is there on the day. */
export function insteadOn(
  { instead }: UnitExpression,
  expressions: readonly UnitExpression[],
  day: IsoDay | null,
): string | null {
  const next = expressions.find(({ expression }) => expression === instead)
  return next && day !== null && !isOn(next, day) && next.instead !== instead
    ? insteadOn(next, expressions, day)
    : instead
}

/** Names of one unit in any province: «Văn phòng UBND tỉnh» is «Văn phòng Ủy ban nhân dân tỉnh Đắk Nông». */
export const isUnit = (known: Pick<KnownUnit, "name" | "shortName">, unit: string): boolean =>
  [known.name, known.shortName].some((name) => unitKey(name) === unitKey(unit))

export const unitKey = (name: string): string =>
  foldText(name)
    .replace(/^vp\b/u, "van phong")
    .replace(/\bubnd\b/gu, "uy ban nhan dan")
    .replace(/\b(tinh|thanh pho)\b.*$/u, "tinh")
    .replace(/[^a-z0-9&]+/gu, " ")
    .replace(/ tinh$/u, "")
    .trim()
