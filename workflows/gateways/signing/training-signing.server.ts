import { CryptoKeySigner } from "@libpdf/core"
import type { JsonName } from "@peculiar/x509"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { openForAddition, setAppearance, sizeOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { addSignature, showSignatureLine, unsignedField } from "./add-signature.server.ts"
import { letterOutlines } from "./letter-outlines.server.ts"
import { handwriting, trainingSeal } from "./signature-pictures.ts"
import type { KeyHolder, SigningService } from "./signing-service.ts"
import { openTrainingKeys, type TrainingKey } from "./training-keys.server.ts"

/**
 * A signing service with certificates of our own making (PAdES B-B), for training and rehearsal. Keys and certificates are
 * kept in `folder`, made on first use.
 */
export const trainingSigning = async (folder: string): Promise<SigningService> => {
  const keys = await openTrainingKeys(folder)
  return {
    async sign(bytes, { field: name, holder, line }, at) {
      const key = await keys.keyOf(namesOf(holder))
      const pdf = await openForAddition(bytes)
      const field = unsignedField(pdf, name)
      const size = sizeOf(pdf, field)
      if (line) await showSignatureLine(pdf, field, line)
      else if (holder.kind === "AGENCY")
        setAppearance(pdf, field, size, trainingSeal(holder.name, size, letterOutlines()))
      else setAppearance(pdf, field, size, handwriting(holder.name, size))
      return addSignature(pdf, name, field, signerOf(key), at)
    },
  }
}

const namesOf = (holder: KeyHolder): JsonName =>
  holder.kind === "AGENCY"
    ? [{ CN: [holder.name] }, { O: [holder.name] }, { C: ["VN"] }]
    : [{ CN: [holder.name] }, { T: [holder.position] }, { C: ["VN"] }]

/** Where neither training mode nor a signing service is set up: refuses in words instead of signing with made-up keys. */
export const unconfiguredSigning: SigningService = { sign: () => Promise.reject(notConfigured()) }

const notConfigured = () =>
  new RuleBrokenError(
    "Hệ thống không giữ khóa ký số nào nên không ký thay được. Hãy ký bằng phần mềm ký số của bạn rồi gửi tệp đã ký lên.",
  )

const signerOf = ({ privateKey, certificate, root }: TrainingKey): CryptoKeySigner =>
  new CryptoKeySigner(privateKey, new Uint8Array(certificate.rawData), "EC", "ECDSA", [
    new Uint8Array(root.rawData),
  ])
