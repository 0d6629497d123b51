import type { LawClock, LegalClock } from "#models/legal-regime/legal-regime.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"

/** The limit that the pack in force on a day sets; null where it sets none, or no pack covers the day. */
export const lawClockOn = async (
  reference: Pick<ReferenceReader, "regimeOn">,
  kind: LawClock,
  day: IsoDay,
): Promise<LegalClock | null> => {
  try {
    const { clocks } = await reference.regimeOn(day)
    return clocks.find((clock) => clock.kind === kind) ?? null
  } catch (error) {
    if (isOfficeError(error) && error.code === "NOT_FOUND") return null
    throw error
  }
}
