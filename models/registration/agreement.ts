import { SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import type { Registration } from "./registration.ts"

/** Who speaks about a level besides the suggestion, and what each says where it agrees; null where it says nothing. */
const VOICES = [
  { field: "nationalFullProcess", agreeing: (level: ServiceLevel) => level === "FULL" },
  { field: "previousLevel", agreeing: (level: ServiceLevel) => level },
] as const

type Judged = Pick<Registration, "suggestion" | "nationalFullProcess" | "previousLevel">
export type Objection = "UNSURE" | "NOBODY_SPEAKS" | (typeof VOICES)[number]["field"]

/**
 * What speaks against taking a suggestion over unread: it is not sure of itself, a voice that is known says otherwise, or none
 * is known. Empty when all agree.
 */
export const objectionsTo = (registration: Judged): Objection[] => {
  const { suggestion } = registration
  const speaking = VOICES.filter(({ field }) => registration[field] !== null)
  return [
    ...(suggestion.sure ? [] : ["UNSURE" as const]),
    ...speaking
      .filter(({ field, agreeing }) => registration[field] !== agreeing(suggestion.level))
      .map(({ field }) => field),
    ...(speaking.length === 0 ? ["NOBODY_SPEAKS" as const] : []),
  ]
}

/** The registrations nothing speaks against, as the store is asked for them. */
export const agreeingFilter = (): Record<string, unknown> => ({
  "suggestion.sure": true,
  $or: SERVICE_LEVELS.flatMap((level) =>
    VOICES.map((speaking) => ({
      "suggestion.level": level,
      ...Object.fromEntries(
        VOICES.map(({ field, agreeing }) => [
          field,
          field === speaking.field ? agreeing(level) : { $in: [null, agreeing(level)] },
        ]),
      ),
    })),
  ),
})
