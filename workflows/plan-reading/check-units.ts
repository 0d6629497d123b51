import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { foldText, isSameName } from "#models/shared/text.ts"
import { PLAN_COLUMN_LABELS } from "./plan-columns.ts"
import type { PlanFault } from "./plan-fault.ts"
import type { KnownUnit, PlanKnowledge, UnitExpression } from "./plan-knowledge.ts"
import { splitUnits } from "./split-units.ts"
import { nameOf, type TaskRow } from "./task-rows.ts"

type Judged = Pick<PlanFault, "kind" | "found" | "proposed">

/** Who leads and who helps: named at all, there on the day, one of the units there are, and not both. */
export const checkUnits = (
  rows: readonly TaskRow[],
  knowledge: PlanKnowledge,
  day: IsoDay | null,
): PlanFault[] =>
  rows.flatMap((row, task): PlanFault[] => {
    const faults: PlanFault[] = []
    const leads = splitUnits(row.cells.leads)
    if (leads.length === 0)
      faults.push({
        kind: "NO_LEAD",
        place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS.leads}`,
        found: "trống",
        proposed: "ghi cơ quan chủ trì; không có thì không ai phải làm và không nhắc được ai",
      })
    for (const column of ["leads", "coordinating"] as const)
      for (const unit of splitUnits(row.cells[column]))
        for (const judged of judgeUnit(unit, knowledge, day))
          faults.push({
            ...judged,
            place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS[column]}`,
            ...(CAN_BE_PUT.has(judged.kind)
              ? { repair: { task, column, found: judged.found, proposed: judged.proposed } }
              : {}),
          })
    for (const [found] of row.cells.text.matchAll(WITHOUT_LEVEL))
      faults.push({
        kind: "UNIT_VAGUE",
        place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS.text}`,
        found,
        proposed: `${found} tỉnh`,
        repair: { task, column: "text", found, proposed: `${found} tỉnh` },
      })
    const both = splitUnits(row.cells.coordinating).find((unit) =>
      leads.some((lead) => isSameName(bare(lead), bare(unit))),
    )
    if (both)
      faults.push({
        kind: "UNIT_TWICE",
        place: nameOf(row),
        found: both,
        proposed: "bỏ ở cột Phối hợp",
      })
    return faults
  })

/** A committee of no level: «Tham mưu UBND cân đối …». */
const WITHOUT_LEVEL =
  /(?:tham mưu|trình|báo cáo)\s+(?:cho\s+)?(?:UBND|Ủy ban nhân dân)(?!\s+(?:tỉnh|thành phố|TP|cấp|các|huyện|xã|phường|đặc khu|quận|thị))/giu

const CAN_BE_PUT: ReadonlySet<PlanFault["kind"]> = new Set(["UNIT_SHORTENED", "UNIT_ENDED"])

/** A unit without the remark in brackets beside it. */
const bare = (unit: string): string =>
  unit
    .replace(/\([^()]*\)/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()

function judgeUnit(written: string, { units, expressions }: PlanKnowledge, day: IsoDay | null): Judged[] {
  const unit = bare(written)
  const several = expressionsIn(unit, expressions)
  if (several)
    return several.flatMap(({ expression, part }) => judgeExpression(part, expression, expressions, day))
  const same = units.filter((one) => isUnit(one, unit))
  if (same.length === 0) {
    const near = nearestUnit(unit, units)
    return [
      {
        kind: "UNIT_UNKNOWN",
        found: unit,
        proposed: near
          ? `có phải «${near}»?`
          : "ghi tên cơ quan có trong danh bạ, hoặc thêm cơ quan vào danh bạ",
      },
    ]
  }
  if (day === null || same.some((one) => isValidOn(one, day))) return []
  const successor = same.map((one) => one.successor).find((name) => name !== null)
  return [
    {
      kind: "UNIT_ENDED",
      found: unit,
      proposed: successor ?? "ghi cơ quan đang làm việc này vào ngày ban hành",
    },
  ]
}

/** «Các Sở, Ban, ngành, địa phương» holds two expressions; null where the words are no expression. */
function expressionsIn(
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

const formOf = (text: string): string =>
  foldText(text)
    .replace(/[.,;]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()

/** Where in the words the form ends. */
function cutAfter(unit: string, form: string): number {
  for (let end = 1; end <= unit.length; end += 1) if (formOf(unit.slice(0, end)) === form) return end
  return unit.length
}

function judgeExpression(
  part: string,
  found: UnitExpression,
  expressions: readonly UnitExpression[],
  day: IsoDay | null,
): Judged[] {
  if (found.kinds.length === 0)
    return [
      {
        kind: "UNIT_VAGUE",
        found: part,
        proposed: insteadOn(found, expressions, day) ?? "ghi tên từng cơ quan",
      },
    ]
  if (day !== null && !isOn(found, day)) {
    const instead = insteadOn(found, expressions, day)
    return instead ? [{ kind: "UNIT_ENDED", found: part, proposed: instead }] : []
  }
  return formOf(part) === formOf(found.expression)
    ? []
    : [{ kind: "UNIT_SHORTENED", found: part, proposed: found.expression }]
}

const isOn = ({ validFrom, validTo }: UnitExpression, day: IsoDay): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)

/** What to write instead: a chain is followed to what is there on the day. */
function insteadOn(
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
const isUnit = (known: KnownUnit, unit: string): boolean =>
  [known.name, known.shortName].some((name) => unitKey(name) === unitKey(unit))

const unitKey = (name: string): string =>
  foldText(name)
    .replace(/^vp\b/u, "van phong")
    .replace(/\bubnd\b/gu, "uy ban nhan dan")
    .replace(/\b(tinh|thanh pho)\b.*$/u, "tinh")
    .replace(/[^a-z0-9&]+/gu, " ")
    .replace(/ tinh$/u, "")
    .trim()

/** The known unit most of whose words are the same. */
function nearestUnit(unit: string, units: readonly KnownUnit[]): string | null {
  const words = new Set(unitKey(unit).split(" "))
  const scored = units.map(({ name }) => {
    const own = new Set(unitKey(name).split(" "))
    const shared = [...own].filter((word) => words.has(word)).length
    return { name, score: shared / Math.max(own.size, words.size) }
  })
  const best = scored.reduce((most, one) => (one.score > most.score ? one : most), { name: "", score: 0 })
  return best.score >= 0.6 ? best.name : null
}
