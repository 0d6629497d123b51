import type { IsoDay } from "#models/shared/dates.ts"

/** The decision a row or an edition stands on. `number` is whole: `15/QĐ-UBND`. */
export type DecisionReference = { editionId: string; number: string; day: IsoDay }

/** A decision that carries rows an amendment changes, and by which ones it had been amended until then, oldest first. */
export type AmendedDecision = DecisionReference & { amendedBy: DecisionReference[] }
