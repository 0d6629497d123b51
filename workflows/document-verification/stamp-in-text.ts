import { formatInstant } from "#models/shared/dates.ts"
import type { VerificationReport } from "./verification-report.ts"

/** What is known of the time of a signature beside what it says itself, in words. */
export const stampInText = ({
  stampedAt,
  stampDoubt,
}: Pick<VerificationReport["signatures"][number], "stampedAt" | "stampDoubt">): string => {
  if (!stampedAt) return "giờ do máy của người ký tự ghi, không có dấu thời gian"
  const said = `dấu thời gian: ${formatInstant(new Date(stampedAt))}`
  return stampDoubt === null ? said : `${said}, ${stampDoubt} nên giờ này không được tính`
}
