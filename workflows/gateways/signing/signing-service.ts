import type { Signatory } from "#models/official-document/official-document.ts"

/** Who initials a decision. */
export type Initialler = Pick<Signatory, "fullName" | "position">

/** `heading` names the annex: `Phụ lục I`; `decisionNumber` is whole: `15/QĐ-UBND`. */
type AnnexSeal = { agencyName: string; heading: string; decisionNumber: string; at: Date }

/**
 * Signs the bytes of a document as an addition to them: what was there stays the prefix of what comes back. The key never
 * leaves the service.
 */
export type SigningService = {
  /** Initials (ký nháy) of who answers for the content, small at the end of the text. */
  signInitial(bytes: Uint8Array, input: { person: Initialler; at: Date }): Promise<Uint8Array>
  /** The personal signature of the competent person (NĐ 30/2020 Điều 13), shown between capacity and name. */
  signPersonal(bytes: Uint8Array, input: { signatory: Signatory; at: Date }): Promise<Uint8Array>
  /** The agency's signature, shown as the seal over the left third of the person's (NĐ 30/2020 Phụ lục I, II.8a). */
  sealAgency(bytes: Uint8Array, input: { agencyName: string; at: Date }): Promise<Uint8Array>
  /** The agency's signature on an annex in a file of its own, shown as one line of text (NĐ 30/2020 Phụ lục I, III.1d). */
  sealAnnex(bytes: Uint8Array, input: AnnexSeal): Promise<Uint8Array>
}
