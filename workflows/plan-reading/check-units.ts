import { PLAN_COLUMN_LABELS } from "#models/plan/plan-column.ts"
import type { TaskRow } from "#models/plan/plan-content.ts"
import type { PlanFault } from "#models/plan/plan-fault.ts"
import type { UnitExpression } from "#models/reference/unit-expression.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { isSameName } from "#models/shared/text.ts"
import { bare, expressionsIn, formOf, insteadOn, isOn, isUnit, unitKey } from "./match-units.ts"
import type { KnownUnit, PlanKnowledge } from "./plan-knowledge.ts"
import { splitUnits } from "./split-units.ts"
import { nameOf } from "./task-rows.ts"

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
