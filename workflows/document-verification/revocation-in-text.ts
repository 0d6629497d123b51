import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { VerifiedSignature } from "./verification-report.ts"

/** What is known of a certificate's revocation, in words; a word from before it signed says nothing of when it did. */
export const revocationInText = ({
  revocation,
  signedAt,
}: Pick<VerifiedSignature, "revocation" | "signedAt">): string => {
  if (!revocation) return "chưa rõ chứng thư có bị thu hồi không: không có dữ liệu thu hồi nào tin được"
  const day = (instant: string) => formatDay(dayOf(new Date(instant)))
  if (revocation.revokedAt) return `chứng thư bị thu hồi ngày ${day(revocation.revokedAt)}`
  const isOlder = signedAt !== null && new Date(revocation.asOf) < new Date(signedAt)
  return `chứng thư chưa bị thu hồi tính đến ngày ${day(revocation.asOf)}${isOlder ? ", trước khi ký; chưa rõ từ đó về sau" : ""}`
}
