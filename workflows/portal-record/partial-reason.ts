import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { type Citation, parseCitation } from "#models/legal-basis/citation.ts"
import { PARTIAL_REASON_LABELS, type PartialReason } from "#models/shared/levels.ts"

/** Our own codes of the reasons NĐ 224/2026/NĐ-CP Điều 14 allows; the nation publishes none. */
const REASON_CODES: Record<PartialReason, ReasonCode> = {
  PHYSICAL_PRESENCE: "phai-hien-dien",
  ON_SITE_VERIFICATION: "tham-tra-tai-hien-truong",
  TECHNICAL_INCIDENT: "su-co-ky-thuat",
  TECHNICAL_LIMITATION: "van-de-ky-thuat-khac",
}
export const REASON_CODE_LIST = [
  "phai-hien-dien",
  "tham-tra-tai-hien-truong",
  "su-co-ky-thuat",
  "van-de-ky-thuat-khac",
] as const
type ReasonCode = (typeof REASON_CODE_LIST)[number]

export type PartialReasonRecord = { code: ReasonCode; citation: Citation; text: string }

type Reasoned = Pick<CatalogueEntry, "partialReason" | "citation">

/** Reason with act, điều, khoản, điểm, as every output prints it; empty unless the service is partial. */
export const partialReasonText = ({ partialReason, citation }: Reasoned): string => {
  if (!partialReason) return ""
  const reason = PARTIAL_REASON_LABELS[partialReason]
  return citation ? `${reason} (${citation})` : reason
}

/** The same as data (records.md §6.2); null unless the service is partial. */
export const partialReasonOf = (entry: Reasoned): PartialReasonRecord | null =>
  entry.partialReason && {
    code: REASON_CODES[entry.partialReason],
    citation: parseCitation(entry.citation) ?? { act: "", article: "", clause: "", point: "" },
    text: partialReasonText(entry),
  }
