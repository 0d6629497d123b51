import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { VerificationReport } from "./verification-report.ts"

/** What is known of a certificate's revocation, in words. */
export const revocationInText = (
  revocation: VerificationReport["signatures"][number]["revocation"],
): string => {
  if (!revocation) return "chưa rõ chứng thư có bị thu hồi không"
  const day = (instant: string) => formatDay(dayOf(new Date(instant)))
  return revocation.revokedAt
    ? `chứng thư bị thu hồi ngày ${day(revocation.revokedAt)}`
    : `chứng thư chưa bị thu hồi tính đến ngày ${day(revocation.asOf)}`
}
