import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import type { KnownAuthorities } from "#workflows/official-document/known-authorities.ts"
import type { VerificationReport } from "#workflows/official-document/verification-report.ts"
import { verifyDecision } from "#workflows/official-document/verify-decision.server.ts"
import { type DecisionReference, decisionOf, editionName, type IssuedEdition } from "./issued-edition.ts"
import { findIssuedEditions } from "./issued-editions.server.ts"

/** Largest file that is looked at, in bytes. */
const LARGEST_UPLOAD = 30 * 1024 * 1024

/**
 * GENUINE: the very file that was issued here. SAME_CATALOGUE: signatures hold and the catalogue is one issued here, but
 * the file is not byte for byte the issued one. UNKNOWN: signatures hold, the catalogue was not issued here.
 * ALTERED: something does not hold.
 */
export type Verdict = "GENUINE" | "SAME_CATALOGUE" | "UNKNOWN" | "ALTERED"

export type KnownEdition = {
  name: string
  decision: DecisionReference
  digest: string
  documentSha256: string
  recalled: { at: string; reason: string } | null
}

export type VerifiedUpload = {
  fileName: string
  size: number
  sha256: string
  verdict: Verdict
  report: VerificationReport
  /** The edition issued here that the file carries; null when none. */
  edition: KnownEdition | null
}

/**
 * Checks an uploaded decision against itself and against what was issued here. Nothing of it is kept.
 * @throws InvalidInputError when it is empty, too large or not a PDF by its content
 */
export const verifyUpload = async (
  { authorities }: { authorities: KnownAuthorities },
  file: { name: string; bytes: Uint8Array },
): Promise<VerifiedUpload> => {
  const { bytes } = file
  if (bytes.byteLength === 0) throw refusal("Chưa chọn tệp, hoặc tệp rỗng. Hãy chọn tệp PDF của quyết định.")
  if (bytes.byteLength > LARGEST_UPLOAD) throw refusal("Tệp lớn hơn 30 MB nên không kiểm tra được.")
  if (!isPdf(bytes))
    throw refusal("Tệp không phải là PDF. Hãy chọn đúng tệp PDF đã tải về, không phải ảnh chụp hay bản Word.")
  const report = await verifyDecision(bytes, { authorities })
  const digest = sha256(bytes)
  const issued = await findIssuedEditions()
  const carried = issued.find((one) => one.documentSha256 === digest || one.digest === report.edition?.digest)
  return {
    fileName: file.name.slice(0, 200),
    size: bytes.byteLength,
    sha256: digest,
    verdict: verdictOf(report.ok, digest, carried),
    report,
    edition: carried ? toKnown(carried) : null,
  }
}

/** Editions issued here under a number (`15`, `15/QĐ-UBND`), an id, or a SHA-256 of file or catalogue. */
export const findByReference = async (text: string): Promise<KnownEdition[]> => {
  const wanted = foldText(text)
    .replace(/^(quyet dinh )?(so )?/, "")
    .replace(/\s+/g, "")
  if (wanted === "") return []
  return (await findIssuedEditions())
    .filter(({ editionId, decision, digest, documentSha256 }) =>
      [
        editionId,
        digest,
        documentSha256,
        decision.number,
        foldText(`${decision.number}/${decision.symbol}`),
      ].includes(wanted),
    )
    .map(toKnown)
}

const refusal = (message: string) => new InvalidInputError(message, [{ field: "file", message }])

/** The header may stand anywhere in the first kilobyte (ISO 32000-1 Annex H). */
const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).toString("latin1").includes("%PDF-")

const verdictOf = (isWhole: boolean, digest: string, carried: IssuedEdition | undefined): Verdict => {
  if (!isWhole) return "ALTERED"
  if (!carried) return "UNKNOWN"
  return carried.documentSha256 === digest ? "GENUINE" : "SAME_CATALOGUE"
}

const toKnown = (issued: IssuedEdition): KnownEdition => ({
  name: editionName(issued),
  decision: decisionOf(issued),
  digest: issued.digest,
  documentSha256: issued.documentSha256,
  recalled: issued.recalled,
})
