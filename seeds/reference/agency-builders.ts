import type { Agency, AgencyKind } from "#models/agency/agency.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { AdminLevel } from "#models/shared/levels.ts"

/** First day of the province Đắk Nông (NQ 22/2003/QH11); stands for "since before our data" with its agencies. */
export const PROVINCE_FOUNDED: IsoDay = "2004-01-01"
/** Last day of the province and of the district level (NQ 202/2025/QH15, running from 01/7/2025). */
export const PROVINCE_ENDED: IsoDay = "2025-06-30"
export const MERGED_FROM: IsoDay = "2025-07-01"
/** Last day before the departments of the province were merged. */
export const DEPARTMENTS_MERGED_AFTER: IsoDay = "2025-02-28"
export const DEPARTMENTS_MERGED_FROM: IsoDay = "2025-03-01"

type Validity = { validFrom: IsoDay; validTo: IsoDay | null }

export type AgencyFacts = {
  id: string
  kind: AgencyKind
  adminLevel: AdminLevel
  parentId: string | null
  name: string
  shortName: string
  /** Codes as `[QĐ 20/2020, QCVN 102]`; null where none is kept. */
  codes: [string, string] | null
  successorIds?: string[]
} & Partial<Validity>

/** An agency with one name and training codes, valid for its whole life. */
export const anAgency = (facts: AgencyFacts): Agency => {
  const validity = {
    validFrom: facts.validFrom ?? PROVINCE_FOUNDED,
    validTo: facts.validTo === undefined ? PROVINCE_ENDED : facts.validTo,
  }
  const [qd20, qcvn102] = facts.codes ?? []
  return {
    id: facts.id,
    kind: facts.kind,
    adminLevel: facts.adminLevel,
    parentId: facts.parentId,
    ...validity,
    names: [{ name: facts.name, shortName: facts.shortName, ...validity }],
    codes: [
      ...(qd20 ? [{ scheme: "QD20_2020" as const, code: qd20, training: true, ...validity }] : []),
      ...(qcvn102 ? [{ scheme: "QCVN102" as const, code: qcvn102, training: true, ...validity }] : []),
    ],
    successorIds: facts.successorIds ?? [],
  }
}

export const twoDigits = (value: number): string => String(value).padStart(2, "0")
