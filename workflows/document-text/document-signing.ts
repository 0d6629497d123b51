import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { annexSignatureText } from "./annex-signature.ts"
import { layoutProfileOn } from "./layout-profiles/layout-profiles.ts"

/** Who initials a decision. */
type Initialler = Pick<Signatory, "fullName" | "position">

/** `heading` names the annex: `Phụ lục I`; `decisionNumber` is whole: `15/QĐ-UBND`. */
type AnnexSeal = { agencyName: string; heading: string; decisionNumber: string; at: Date }

/** The signatures of a decision and its annexes, each in the place the document keeps for it. */
export type DocumentSigning = {
  /** Initials (ký nháy) of who answers for the content, small at the end of the text. */
  signInitial(bytes: Uint8Array, input: { person: Initialler; at: Date }): Promise<Uint8Array>
  /** The personal signature of the competent person (NĐ 30/2020 Điều 13), shown between capacity and name. */
  signPersonal(bytes: Uint8Array, input: { signatory: Signatory; at: Date }): Promise<Uint8Array>
  /** The agency's signature, shown as the seal over the left third of the person's (NĐ 30/2020 Phụ lục I, II.8a). */
  sealAgency(bytes: Uint8Array, input: { agencyName: string; at: Date }): Promise<Uint8Array>
  /** The agency's signature on an annex in a file of its own, shown as one line of text (NĐ 30/2020 Phụ lục I, III.1d). */
  sealAnnex(bytes: Uint8Array, input: AnnexSeal): Promise<Uint8Array>
}

const DECISION = "tệp quyết định"

/** How a service signs documents: it is told places, never what they are of. `file`: what it is called to whoever must wait. */
export const documentSigning = (service: SigningService, file = DECISION): DocumentSigning => ({
  signInitial: (bytes, { person, at }) =>
    service.sign(
      bytes,
      { ...shownByPicture(SIGNATURE_FIELDS.initial.name, file), holder: personOf(person) },
      at,
    ),
  signPersonal: (bytes, { signatory, at }) =>
    service.sign(
      bytes,
      { ...shownByPicture(SIGNATURE_FIELDS.personal.name, file), holder: personOf(signatory) },
      at,
    ),
  sealAgency: (bytes, { agencyName, at }) =>
    service.sign(
      bytes,
      { ...shownByPicture(SIGNATURE_FIELDS.agency.name, file), holder: agencyOf(agencyName) },
      at,
    ),
  sealAnnex: (bytes, { agencyName, heading, decisionNumber, at }) =>
    service.sign(
      bytes,
      {
        field: SIGNATURE_FIELDS.agency.name,
        holder: agencyOf(agencyName),
        line: {
          text: annexSignatureText(decisionNumber, at),
          points: layoutProfileOn(dayOf(at)).drawn.sizes.annexSignature,
        },
        file: `tệp ${heading}`,
      },
      at,
    ),
})

const shownByPicture = (field: string, file: string) => ({ field, line: null, file })
const personOf = ({ fullName, position }: Initialler) => ({
  kind: "PERSON" as const,
  name: fullName,
  position,
})
const agencyOf = (name: string) => ({ kind: "AGENCY" as const, name })
