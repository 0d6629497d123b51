import { annexHeading } from "#models/catalogue-edition/annex-headings.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import {
  decisionOf,
  editionName,
  type IssuedEdition,
  type Recalled,
} from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import type { AnnexKind } from "#models/official-document/official-document.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay, instantOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import { type TrustVerdict, trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import type { VerificationReport } from "#workflows/document-verification/verification-report.ts"
import type { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { apart } from "#workflows/uploads/apart.server.ts"

const verifyUploaded = apart<typeof verifyDecision>("verifyUploaded")

/**
 * GENUINE: a very file that was issued here, the decision or an annex of it, whatever rules of today say of it; whether its signatures
 * may be relied upon is for `trust` to say. SAME_CATALOGUE: signatures hold and the catalogue is one issued here, but
 * the file is not byte for byte the issued one. UNKNOWN: signatures hold, the catalogue was not issued here.
 * ALTERED: something does not hold.
 */
export type Verdict = "GENUINE" | "SAME_CATALOGUE" | "UNKNOWN" | "ALTERED"

export type KnownEdition = {
  name: string
  decision: DecisionReference
  digest: string
  documentSha256: string
  /** Annexes in files of their own. */
  annexes: { heading: string; sha256: string }[]
  recalled: Recalled | null
  standing: KnownStanding
}

/** Whether the decision is in force today; an amendment is while its annual decision is. */
type KnownStanding = "IN_FORCE" | "NOT_IN_FORCE" | "RECALLED"

export type VerifiedUpload = {
  fileName: string
  size: number
  sha256: string
  verdict: Verdict
  /** Whether the signatures may be relied upon. */
  trust: TrustVerdict
  report: VerificationReport
  /** The edition issued here that the file carries; null when none. */
  edition: KnownEdition | null
  /** Which annex of that edition the file is: `Phụ lục I`; null for a decision. */
  annex: string | null
}

/**
 * Checks an uploaded decision against itself and against what was issued here. Nothing of it is kept.
 * @throws InvalidInputError when it is empty, not a PDF by its content or asks for too much to be read, BusyError
 */
export const verifyUpload = async (
  { authorities, clock }: { authorities: KnownAuthorities; clock: Clock },
  file: { name: string; bytes: Uint8Array },
): Promise<VerifiedUpload> => {
  const { bytes } = file
  if (bytes.byteLength === 0)
    throw refusal("Chưa chọn tệp, hoặc tệp rỗng. Hãy chọn tệp PDF của quyết định hoặc phụ lục.")
  if (!isPdf(bytes))
    throw refusal("Tệp không phải là PDF. Hãy chọn đúng tệp PDF đã tải về, không phải ảnh chụp hay bản Word.")
  const report = await verifyUploaded(bytes, { authorities, now: clock.now() })
  const digest = sha256(bytes)
  const issued = await findIssuedEditions()
  const carried =
    issued.find((one) => filesOf(one).includes(digest)) ??
    issued.find((one) => one.digest === report.edition?.digest)
  const verdict = verdictOf(report.ok, digest, carried)
  const isIssued = carried !== undefined && verdict === "GENUINE"
  // The very file that was issued has been known here since then.
  const knownBy = isIssued ? instantOf(carried.decision.day) : clock.now()
  return {
    fileName: file.name.slice(0, 200),
    size: bytes.byteLength,
    sha256: digest,
    verdict,
    trust: trustVerdict([report], knownBy, { checkedAt: clock.now(), isIssued }),
    report,
    edition: carried ? toKnown(carried, issued, dayOf(clock.now())) : null,
    annex: carried && report.edition?.annex ? annexOf(carried, report.edition.annex) : null,
  }
}

/** SHA-256 of every signed file of an edition. */
const filesOf = ({ documentSha256, annexes }: IssuedEdition): string[] => [
  documentSha256,
  ...annexes.map(({ sha256 }) => sha256),
]

function annexOf({ annexes }: IssuedEdition, kind: AnnexKind): string | null {
  const index = annexes.findIndex((one) => one.kind === kind)
  return index < 0 ? null : annexHeading(index, annexes.length)
}

/** Editions issued here under a number (`15`, `15/QĐ-UBND`), an id, or a SHA-256 of file or catalogue. */
export const findByReference = async ({ clock }: { clock: Clock }, text: string): Promise<KnownEdition[]> => {
  const wanted = foldText(text)
    .replace(/^(quyet dinh )?(so )?/, "")
    .replace(/\s+/g, "")
  if (wanted === "") return []
  const all = await findIssuedEditions()
  return all
    .filter((issued) =>
      [
        issued.editionId,
        issued.digest,
        ...filesOf(issued),
        issued.decision.number,
        foldText(`${issued.decision.number}/${issued.decision.symbol}`),
      ].includes(wanted),
    )
    .map((one) => toKnown(one, all, dayOf(clock.now())))
}

const refusal = (message: string) => new InvalidInputError(message, [{ field: "file", message }])

/** The header may stand anywhere in the first kilobyte (ISO 32000-1 Annex H). */
const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).toString("latin1").includes("%PDF-")

const verdictOf = (isWhole: boolean, digest: string, carried: IssuedEdition | undefined): Verdict => {
  if (carried && filesOf(carried).includes(digest)) return "GENUINE"
  if (!isWhole) return "ALTERED"
  return carried ? "SAME_CATALOGUE" : "UNKNOWN"
}

const toKnown = (issued: IssuedEdition, all: readonly IssuedEdition[], today: IsoDay): KnownEdition => ({
  name: editionName(issued),
  decision: decisionOf(issued),
  digest: issued.digest,
  documentSha256: issued.documentSha256,
  annexes: issued.annexes.map(({ sha256 }, index, all) => ({
    heading: annexHeading(index, all.length),
    sha256,
  })),
  recalled: issued.recalled,
  standing: knownStanding(issued, all, today),
})

function knownStanding(one: IssuedEdition, all: readonly IssuedEdition[], today: IsoDay): KnownStanding {
  if (one.recalled) return "RECALLED"
  const inForce = editionsInForceOn(all, today)
  const standing = inForce ? [inForce.base, ...inForce.amendments] : []
  return standing.some(({ editionId }) => editionId === one.editionId) ? "IN_FORCE" : "NOT_IN_FORCE"
}
