import { CryptoKeySigner } from "@libpdf/core"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { openForAddition, setAppearance, sizeOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { addSignature, showAnnexSignature, unsignedField } from "./add-signature.server.ts"
import { letterOutlines } from "./letter-outlines.server.ts"
import { handwriting, trainingSeal } from "./signature-pictures.ts"
import type { Initialler, SigningService } from "./signing-service.ts"
import { openTrainingKeys, type TrainingKey } from "./training-keys.server.ts"

/**
 * A signing service with certificates of our own making (PAdES B-B), for training and rehearsal. Keys and certificates are
 * kept in `folder`, made on first use.
 */
export const trainingSigning = async (folder: string): Promise<SigningService> => {
  const keys = await openTrainingKeys(folder)
  const byHand = async (
    bytes: Uint8Array,
    name: string,
    { fullName, position }: Initialler,
    at: Date,
  ): Promise<Uint8Array> => {
    const key = await keys.keyOf([{ CN: [fullName] }, { T: [position] }, { C: ["VN"] }])
    const pdf = await openForAddition(bytes)
    const field = unsignedField(pdf, name)
    const size = sizeOf(pdf, field)
    setAppearance(pdf, field, size, handwriting(fullName, size))
    return addSignature(pdf, name, field, signerOf(key), at)
  }
  const agencyKey = (agencyName: string) =>
    keys.keyOf([{ CN: [agencyName] }, { O: [agencyName] }, { C: ["VN"] }])
  const { name: agencyField } = SIGNATURE_FIELDS.agency
  return {
    signInitial: (bytes, { person, at }) => byHand(bytes, SIGNATURE_FIELDS.initial.name, person, at),
    signPersonal: (bytes, { signatory, at }) => byHand(bytes, SIGNATURE_FIELDS.personal.name, signatory, at),
    async sealAgency(bytes, { agencyName, at }) {
      const pdf = await openForAddition(bytes)
      const field = unsignedField(pdf, agencyField)
      const size = sizeOf(pdf, field)
      setAppearance(pdf, field, size, trainingSeal(agencyName, size, letterOutlines()))
      return addSignature(pdf, agencyField, field, signerOf(await agencyKey(agencyName)), at)
    },
    async sealAnnex(bytes, { agencyName, decisionNumber, at }) {
      const pdf = await openForAddition(bytes)
      const field = unsignedField(pdf, agencyField)
      await showAnnexSignature(pdf, field, decisionNumber, at)
      return addSignature(pdf, agencyField, field, signerOf(await agencyKey(agencyName)), at)
    },
  }
}

/** Where neither training mode nor a signing service is set up: refuses in words instead of signing with made-up keys. */
export const unconfiguredSigning: SigningService = {
  signInitial: () => Promise.reject(notConfigured()),
  signPersonal: () => Promise.reject(notConfigured()),
  sealAgency: () => Promise.reject(notConfigured()),
  sealAnnex: () => Promise.reject(notConfigured()),
}

const notConfigured = () =>
  new RuleBrokenError(
    "Hệ thống không giữ khóa ký số nào nên không ký thay được. Hãy ký bằng phần mềm ký số của bạn rồi gửi tệp đã ký lên.",
  )

const signerOf = ({ privateKey, certificate, root }: TrainingKey): CryptoKeySigner =>
  new CryptoKeySigner(privateKey, new Uint8Array(certificate.rawData), "EC", "ECDSA", [
    new Uint8Array(root.rawData),
  ])
