import { CryptoKeySigner } from "@libpdf/core"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { derOf, type MadeUp } from "#test/workflows/signatures/made-up-certificates.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { addSignature, unsignedField } from "#workflows/gateways/signing/add-signature.server.ts"
import { handwriting } from "#workflows/gateways/signing/signature-pictures.ts"
import { openForAddition, setAppearance, sizeOf } from "#workflows/pdf-file/filled-fields.server.ts"

const DAY = "2023-05-12"

/** A drawn decision signed, numbered and sealed with certificates of the test's choice, none asked what it is for. */
export const issuedWith = async (
  drawn: Uint8Array,
  { person, agency }: { person: MadeUp; agency: MadeUp },
  day = DAY,
): Promise<Uint8Array> => {
  const signed = await signedWith(drawn, "personal", person, new Date(`${day}T09:00:00+07:00`))
  const numbered = await assignNumberInPdf(signed, { number: "15", day })
  return signedWith(numbered, "agency", agency, new Date(`${day}T10:00:00+07:00`))
}

/** The signature of one alone. */
export const signedWith = async (
  bytes: Uint8Array,
  place: "initial" | "personal" | "agency",
  signer: MadeUp,
  at: Date,
): Promise<Uint8Array> => {
  const { name } = SIGNATURE_FIELDS[place]
  const pdf = await openForAddition(bytes)
  const field = unsignedField(pdf, name)
  const size = sizeOf(pdf, field)
  setAppearance(pdf, field, size, handwriting(signer.certificate.subject, size))
  const { keys, above } = signer
  const chain = above.map(derOf)
  const key = new CryptoKeySigner(keys.privateKey, derOf(signer), "EC", "ECDSA", chain)
  return addSignature(pdf, name, field, key, at)
}
