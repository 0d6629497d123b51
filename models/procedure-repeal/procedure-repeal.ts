import { dayOf, type IsoDay } from "../shared/dates.ts"
import type { ServiceLevel } from "../shared/levels.ts"

/** NĐ 63/2010/NĐ-CP Điều 14: *bãi bỏ* ends it from a day on, *hủy bỏ* annuls it; for the catalogue both end its services. */
export const REPEAL_KINDS = ["ABOLISHED", "ANNULLED"] as const
export type RepealKind = (typeof REPEAL_KINDS)[number]
export const REPEAL_KIND_LABELS: Record<RepealKind, string> = { ABOLISHED: "Bãi bỏ", ANNULLED: "Hủy bỏ" }

/** Bãi bỏ thủ tục hành chính: what the office was told by another's decision, and what it ended here. */
export type ProcedureRepeal = {
  /** `1.000894|1234/QĐ-BTP`: a decision repeals a procedure once. */
  id: string
  code: string
  procedureName: string
  kind: RepealKind
  /** The deciding document, which is not ours. */
  decision: { number: string; day: IsoDay }
  /** From when the procedure is no more; the day it was recorded, or before. */
  effectiveOn: IsoDay
  by: string
  byName: string
  at: Date
  /** The rows that were in force until then. */
  rows: { serviceId: string; editionId: string; level: ServiceLevel }[]
  /** Records the portals are told to withdraw. */
  records: number
}

export const repealIdOf = (code: string, decisionNumber: string): string => `${code}|${decisionNumber}`

/**
 * Whether a repeal has ended, by a day, the rows a decision issued on another day has of the procedure. A decision issued after
 * the repeal was recorded holds the procedure because it was decided anew.
 */
export const endsRowsOf = (
  { effectiveOn, at }: Pick<ProcedureRepeal, "effectiveOn" | "at">,
  issuedOn: IsoDay,
  day: IsoDay,
): boolean => effectiveOn <= day && issuedBefore({ at }, issuedOn)

/** Whether a decision issued on a day knew nothing of the repeal, so that its rows end by it. */
export const issuedBefore = ({ at }: Pick<ProcedureRepeal, "at">, issuedOn: IsoDay): boolean =>
  issuedOn <= dayOf(at)
