import { numberOf, weightOf } from "#models/legal-basis/act-name.ts"
import { actNumberIn, provisionOf } from "#models/legal-basis/citation.ts"
import { findLegalActs, findLegalActsOfFields } from "#models/legal-basis/legal-act.repository.server.ts"
import { isActInForce, isIndividualDecision, type LegalAct } from "#models/legal-basis/legal-act.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"

/** Acts an officer may cite on a day, as they are cited, in groups; and those of the record that have ended. */
export type ActsToCite = {
  groups: { label: string; acts: string[] }[]
  ended: { name: string; note: string }[]
}

/** What the form offers: the record's own acts and what took their place, then the other acts of its fields, then the pack's. */
export const actsToCite = async (
  procedure: Pick<Procedure, "legalBases" | "fields"> | null,
  regime: LegalRegime,
  day: IsoDay,
): Promise<ActsToCite> => {
  const numbers = (procedure?.legalBases ?? []).flatMap((basis) => numberOf(basis) ?? [])
  const ofPack = regime.partialReasons.flatMap(({ basis }) => actNumberIn(provisionOf(basis)) ?? [])
  const [own, ofFields, pack] = await Promise.all([
    withSuccessors(numbers),
    findLegalActsOfFields((procedure?.fields ?? []).map(({ code }) => code)),
    findLegalActs(ofPack),
  ])
  const ended = numbers.flatMap((number) => {
    const act = own.get(number)
    return act?.validTo && act.validTo < day ? [{ name: act.name, note: endOf(act, act.validTo, own) }] : []
  })
  const taken = new Set<string>()
  const group = (label: string, acts: Iterable<LegalAct>) => {
    const offered = [...acts].filter(
      (act) => isActInForce(act, day) && !isIndividualDecision(act.number) && !taken.has(act.number),
    )
    for (const { number } of offered) taken.add(number)
    return { label, acts: offered.sort(byWeight).map(({ name }) => name) }
  }
  const groups = [
    group("Bản ghi của thủ tục nêu", own.values()),
    group("Văn bản khác của lĩnh vực", ofFields),
    group("Bộ quy định (chỉ cho lý do kỹ thuật)", pack.values()),
  ]
  return { groups: groups.filter(({ acts }) => acts.length > 0), ended }
}

/** The acts, and along their chains whatever replaced them. */
async function withSuccessors(numbers: readonly string[]): Promise<Map<string, LegalAct>> {
  const known = new Map<string, LegalAct>()
  let asked: readonly string[] = numbers
  while (asked.length > 0) {
    const found = await findLegalActs(asked)
    for (const act of found.values()) known.set(act.number, act)
    asked = [...found.values()]
      .map(({ replacedBy }) => replacedBy)
      .filter((number) => number !== "" && !known.has(number))
  }
  return known
}

const endOf = ({ replacedBy }: LegalAct, validTo: IsoDay, known: ReadonlyMap<string, LegalAct>): string =>
  [
    `hết hiệu lực sau ngày ${formatDay(validTo)}`,
    ...(replacedBy ? [`thay bằng ${known.get(replacedBy)?.name ?? replacedBy}`] : []),
  ].join(", ")

const byWeight = (a: LegalAct, b: LegalAct): number =>
  weightOf({ number: a.number, title: a.name }) - weightOf({ number: b.number, title: b.name }) ||
  compareVietnamese(a.name, b.name)
