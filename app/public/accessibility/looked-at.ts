import record from "./looked-at.json"

/** What a walk over the screens found; written by `test/e2e/accessibility-statement.long.test.ts`, never by hand. */
export type LookedAt = {
  /** `YYYY-MM-DD`. */
  day: string
  rules: string
  /** Screens, by the address that leads to them, and whether nothing was found wrong. */
  looked: { pattern: string; isClean: boolean }[]
  /** Screens the walk did not meet, by their addresses. */
  left: string[]
}

export const LOOKED_AT: LookedAt = record
