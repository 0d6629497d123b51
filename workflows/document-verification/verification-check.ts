import type { VerificationCheck } from "./verification-report.ts"

/** A rule with what is said where it holds, and where it does not. */
export const check = (rule: string, ok: boolean, holds: string, fails: string): VerificationCheck => ({
  rule,
  ok,
  message: ok ? holds : fails,
})
