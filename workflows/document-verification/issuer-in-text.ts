import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { VerifiedSignature } from "./verification-report.ts"

/** Who issued the certificate of a signature, whether that is known here, and for which time, in words. */
export const issuerInText = ({
  issuer,
  trusted,
  certificateFrom,
  certificateTo,
  ...holder
}: Pick<
  VerifiedSignature,
  "issuer" | "trusted" | "certificateFrom" | "certificateTo" | "identifiers" | "policies"
>): string =>
  [
    `chứng thư do ${issuer || "không rõ ai"} cấp`,
    trusted === null ? "" : trusted ? " (thuộc danh sách tin cậy)" : " (KHÔNG thuộc danh sách tin cậy)",
    certificateFrom && certificateTo ? `, hiệu lực ${termInText(certificateFrom, certificateTo)}` : "",
    ...holderInText(holder).map((text) => `, ${text}`),
  ].join("")

/** Numbers a certificate gives its holder and the policies it was issued by, in words. */
export const holderInText = ({
  identifiers,
  policies,
}: Pick<VerifiedSignature, "identifiers" | "policies">): string[] => [
  ...(identifiers.length > 0 ? [`ghi mã định danh ${identifiers.join(", ")}`] : []),
  ...(policies.length > 0 ? [`cấp theo chính sách ${policies.join(", ")}`] : []),
]

/** `01/01/2023 – 31/12/2027`. */
export const termInText = (from: string, to: string): string =>
  [from, to].map((instant) => formatDay(dayOf(new Date(instant)))).join(" – ")
