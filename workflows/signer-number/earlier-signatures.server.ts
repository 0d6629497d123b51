import { findActsBy, findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import {
  findDocumentByDigest,
  getDocumentBytes,
} from "#models/official-document/official-document.repository.server.ts"
import {
  findConsolidated,
  findReportFile,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import type { SignatureKind } from "#workflows/document-verification/signed-ranges.server.ts"
import { numbersOfKind } from "#workflows/signatures/certificate-identifiers.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import type { numbersInSignature } from "./numbers-in-signature.server.ts"

const numbersApart = apart<typeof numbersInSignature>("numbersInSignature")

/** Acts that keep a person's signature, and which of a document's it is. */
const SIGNED: Readonly<Record<string, SignatureKind>> = {
  "decision.initialled": "INITIAL",
  "decision.signed": "PERSONAL",
  "period.signed": "PERSONAL",
}
export const SIGNING_ACTS = Object.keys(SIGNED)
/** Of the person: somebody asked that their next signature may be of another number, and was refused. */
export const NUMBER_ASKED = "signerNumber.asked" as const
export const NUMBER_REFUSED = "signerNumber.refused" as const
/** Of the person: a second person confirmed it; from here on their next signature may be of another number. */
export const NUMBER_RENEWED = "signerNumber.renewed" as const
/** Of the person: they signed with a certificate that says no number, though one before said one. */
export const NUMBER_UNSAID = "signerNumber.unsaid" as const

/**
 * What the certificate of a signature says: the citizen's numbers as written, none where it says none; or why it could not be read.
 * `isGone`: the file is not (any more) the one that was signed, which the check of the store finds by itself.
 */
export type NumberReading = { numbers: string[] } | { unreadable: string; isGone: boolean }

/** What a file of one digest says never changes. Of the process alone: it is written nowhere, and gone with it. */
const rememberNumbers = rememberLast<string[]>(500)

class Unreadable extends Error {
  readonly isGone: boolean
  constructor(why: string, isGone: boolean) {
    super(why)
    this.isGone = isGone
  }
}

/** Reads the numbers in the certificate of a signature the log has; a file that was read once is not read again. */
export const readNumbersAt = async ({ subject, type, payload }: AuditEntry): Promise<NumberReading> => {
  const kind = Object.hasOwn(SIGNED, type) ? SIGNED[type] : undefined
  const { documentSha256 } = payload as { documentSha256?: unknown }
  if (!kind || typeof documentSha256 !== "string") return { numbers: [] }
  try {
    return {
      numbers: await rememberNumbers(`${kind}:${documentSha256}`, async () => {
        const bytes = await signedBytes(subject, documentSha256)
        if (!bytes || sha256(bytes) !== documentSha256)
          throw new Unreadable("Tệp đã ký không còn trong kho, hoặc không còn nguyên.", true)
        const numbers = await numbersApart(bytes, kind).catch((error: unknown) => {
          throw new Unreadable(isOfficeError(error) ? error.message : "Tệp đã ký bị hỏng.", false)
        })
        return numbersOfKind(numbers, "CITIZEN").length > 0 ? numbers : []
      }),
    }
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message, isGone: error.isGone }
    throw error
  }
}

async function signedBytes({ kind, id }: AuditEntry["subject"], digest: string): Promise<Uint8Array | null> {
  if (kind !== "reportingPeriod") {
    const document = await findDocumentByDigest(digest)
    return document && bytesOf(document.id)
  }
  for (const report of await findConsolidated(id)) {
    const bytes = await findReportFile(report.id, "SIGNED")
    if (bytes && sha256(bytes) === digest) return bytes
  }
  return null
}

async function bytesOf(id: string): Promise<Uint8Array | null> {
  try {
    return await getDocumentBytes(id)
  } catch (error) {
    if (isOfficeError(error) && error.code === "NOT_FOUND") return null
    throw error
  }
}

/** What a person's next signature is compared with. */
export type NumberStanding = {
  /** When another number was allowed last (UTC, ISO 8601); null where never. */
  renewedAt: string | null
  /** The last signature since then whose certificate says a citizen's number; null where there is none. */
  last: { at: string; subject: AuditEntry["subject"]; numbers: string[] } | null
  /** The last signature since then, after that one, whose file could not be read, and why; null where there is none. */
  unreadable: { at: string; why: string } | null
  /** When they last signed since then with a certificate that says none, though one before said one; null where never. */
  unsaidAt: string | null
}

/** Read from the log and the signed files themselves: nothing of the number is kept beside them. */
export const numberStandingOf = async (personId: string): Promise<NumberStanding> => {
  const trail = await findAuditTrail("user", personId)
  const renewal = trail.findLast(({ type }) => type === NUMBER_RENEWED)
  const after = renewal?.sequence ?? 0
  const unsaid = trail.findLast(({ type, sequence }) => type === NUMBER_UNSAID && sequence > after)
  const standing: NumberStanding = {
    renewedAt: renewal?.at ?? null,
    last: null,
    unreadable: null,
    unsaidAt: unsaid?.at ?? null,
  }
  for (const { at, subject, ...entry } of await findActsBy(personId, SIGNING_ACTS, after)) {
    const reading = await readNumbersAt({ at, subject, ...entry })
    if ("unreadable" in reading) standing.unreadable ??= { at, why: reading.unreadable }
    // Since the last renewal they are all of one number: an older one that can be read says it too.
    else if (reading.numbers.length > 0)
      return { ...standing, last: { at, subject, numbers: reading.numbers } }
  }
  return standing
}
