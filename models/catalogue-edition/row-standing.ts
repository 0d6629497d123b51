import type { ProcedureRepeal } from "#models/procedure-repeal/procedure-repeal.ts"
import { issuedBefore } from "#models/procedure-repeal/procedure-repeal.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { annualOf, effectiveDayOf, isRecalledOn, replacerOf } from "./catalogue-in-force.ts"
import { decisionOf, type IssuedEdition } from "./issued-edition.ts"

/** The recall that ends an edition: of its own decision, or of the annual one an amendment falls with. */
export type RecallEnding = { isItsOwn: boolean; number: string; day: IsoDay; reason: string }

/** By which recall an edition is not in force any more on a day; null when by none. */
export const recallEnding = (
  one: IssuedEdition,
  issued: readonly IssuedEdition[],
  day: IsoDay,
): RecallEnding | null => {
  const ended = [one, annualOf(one, issued)].find((other) => other && isRecalledOn(other, day))
  if (!ended?.recalled) return null
  return {
    isItsOwn: ended.editionId === one.editionId,
    number: decisionOf(ended).number,
    day: dayOf(new Date(ended.recalled.at)),
    reason: ended.recalled.reason,
  }
}

/** Hiệu lực hiện nay of a row of an issued edition. `endsOn`: from which day it is not in force, past or known to come. */
export type RowStanding = { label: string; endsOn: IsoDay | null; by: string }

type Ending = { label: string; day: IsoDay; by: string }

/**
 * How each row of an issued edition stands on a day, though the edition itself never changes: recalled, repealed with its procedure,
 * replaced by the next annual decision or by an amendment, or in force. What ended first is said. `amendments`: those of the
 * edition that hold on that day, with the services they name.
 */
export const rowStandings = (
  one: IssuedEdition,
  input: {
    issued: readonly IssuedEdition[]
    repeals: readonly Pick<ProcedureRepeal, "code" | "decision" | "effectiveOn" | "at">[]
    amendments: readonly { issued: IssuedEdition; serviceIds: ReadonlySet<string> }[]
    day: IsoDay
  },
): ((row: { serviceId: string; procedureCode: string }) => RowStanding) => {
  const { issued, repeals, amendments, day } = input
  const forAll = endingsOfEdition(one, issued, day)
  const begins = effectiveDayOf(one.decision)
  return ({ serviceId, procedureCode }) => {
    const endings: Ending[] = [
      ...forAll,
      ...repeals
        .filter(({ code, at }) => code === procedureCode && issuedBefore({ at }, one.issuedOn))
        .map(({ decision, effectiveOn }) => ({
          label: "Hết hiệu lực",
          day: effectiveOn,
          by: `Thủ tục bị bãi bỏ theo Quyết định số ${decision.number} ngày ${formatDay(decision.day)}`,
        })),
      ...amendments
        .filter(({ serviceIds }) => serviceIds.has(serviceId))
        .map(({ issued: amendment }) => ({
          label: "Đã điều chỉnh",
          day: effectiveDayOf(amendment.decision),
          by: `Điều chỉnh theo Quyết định số ${decisionOf(amendment).number} ngày ${formatDay(amendment.decision.day)}`,
        })),
    ]
    const [first] = endings.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    if (first && first.day <= day) return { label: first.label, endsOn: first.day, by: first.by }
    const label = begins > day ? "Chưa có hiệu lực" : "Còn hiệu lực"
    return { label, endsOn: first?.day ?? null, by: first?.by ?? "" }
  }
}

function endingsOfEdition(one: IssuedEdition, issued: readonly IssuedEdition[], day: IsoDay): Ending[] {
  const recalled = recallEnding(one, issued, day)
  const annual = annualOf(one, issued)
  const replacer = annual && replacerOf(annual, issued, day)
  return [
    ...(recalled
      ? [
          {
            label: recalled.isItsOwn ? "Đã thu hồi" : "Hết hiệu lực",
            day: recalled.day,
            by: `Quyết định số ${recalled.number} bị thu hồi ngày ${formatDay(recalled.day)}: ${recalled.reason}`,
          },
        ]
      : []),
    ...(replacer
      ? [
          {
            label: "Đã thay thế",
            day: effectiveDayOf(replacer.decision),
            by: `Thay bằng danh mục theo Quyết định số ${decisionOf(replacer).number} ngày ${formatDay(replacer.decision.day)}`,
          },
        ]
      : []),
  ]
}
