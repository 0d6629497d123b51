import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { documentSetOf } from "#models/catalogue-edition/document-set.ts"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import { annexDocumentKind, documentIdOf } from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { type Trust, trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import type { VerificationReport } from "#workflows/document-verification/verification-report.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** How many sealed decisions got which verdict. */
export type TrustCounts = Record<Trust, number>

/**
 * Rechecks the signatures of every sealed decision and its annexes, as known since the day they were kept. They are the very bytes
 * that were sealed: a rule of form younger than they are does not make the store unclean.
 */
export const checkSignatures = async (
  authorities: KnownAuthorities,
): Promise<{ signatures: TrustCounts; findings: Finding[] }> => {
  const signatures: TrustCounts = { TRUSTED: 0, NOT_TRUSTED: 0, UNVOUCHED: 0 }
  const findings: Finding[] = []
  for (const campaign of await findCampaigns()) {
    const { sealed } = campaign.workflow.context
    if (!sealed) continue
    const reports = await reportsOn(campaign, authorities)
    // What is not kept as it was is a finding of its own.
    if (reports === null) continue
    const { trust, reasons } = trustVerdict(reports, new Date(sealed.at), { isIssued: true })
    signatures[trust] += 1
    if (trust === "NOT_TRUSTED")
      findings.push({
        check: "Chữ ký số",
        where: campaign.id,
        message: `Quyết định đã đóng dấu không đáng tin cậy: ${reasons.join("; ")}`,
      })
  }
  return { signatures, findings }
}

/** Null where a file of the decision is not kept as it was sealed. */
async function reportsOn(
  campaign: ReviewCampaign,
  authorities: KnownAuthorities,
): Promise<VerificationReport[] | null> {
  const { frozen, sealed } = campaign.workflow.context
  if (!frozen || !sealed) return null
  const files = [
    { kind: "DECISION" as const, digest: sealed.documentSha256 },
    ...(sealed.annexes ?? []).map((annex) => ({
      kind: annexDocumentKind(annex.kind),
      digest: annex.sha256,
    })),
  ]
  const reports: VerificationReport[] = []
  for (const { kind, digest } of files) {
    const bytes = await bytesOf(documentIdOf(documentSetOf(campaign) ?? "", kind, "SEALED"))
    if (bytes === null || sha256(bytes) !== digest) return null
    reports.push(await verifyDecision(bytes, { digest: frozen.digest, authorities }))
  }
  return reports
}

async function bytesOf(id: string): Promise<Uint8Array | null> {
  try {
    return await getDocumentBytes(id)
  } catch (error) {
    if (isOfficeError(error) && error.code === "NOT_FOUND") return null
    throw error
  }
}
