import type { DigestHour } from "#models/reference/digest-hour.ts"

/** Before work begins. */
export const DIGEST_HOURS: DigestHour[] = [{ hour: 7, validFrom: "2022-08-15", validTo: null }]
