import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { type AnnexKind, annexDocumentKind } from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { annexFileChecks } from "#workflows/document-verification/annex-file-checks.ts"
import { type TrustVerdict, trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import type {
  VerificationCheck,
  VerificationReport,
} from "#workflows/document-verification/verification-report.ts"
import type { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { currentAnnexFiles, currentDecision, currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

const verifySealed = apart<typeof verifyDecision>("verifySealed")

/**
 * The agency's signature by the records office (NĐ 30/2020 Điều 14, 17), on every annex in a file of its own too. All files
 * that come out are verified whole before any is kept.
 * @throws RuleBrokenError when a sealed file does not verify, or its signatures come from no authority known here
 */
export const sealDecision = async (
  d: CampaignDependencies,
  command: CampaignCommand,
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  await authorise(d, actor, "edition.seal", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  assertSeen(campaign, command.revision)
  const at = d.clock.now()
  const edition = await currentEdition(campaign)
  const agencyName = `Ủy ban nhân dân tỉnh ${edition.issuer.provinceName}`
  const signing = documentSigning(d.signing)
  const bytes = await signing.sealAgency(await currentDecision(campaign), { agencyName, at })
  const verify = (file: Uint8Array) =>
    verifySealed(file, {
      digest: edition.digest,
      ...(d.authorities ? { authorities: d.authorities } : {}),
    })
  const report = await verify(bytes)
  assertHolds("Văn bản", report.checks)
  const decisionNumber = report.documentNumber ?? ""
  const annexes: { kind: AnnexKind; bytes: Uint8Array }[] = []
  const annexReports: VerificationReport[] = []
  for (const { kind, heading, bytes: drawn } of await currentAnnexFiles(campaign)) {
    const sealed = await signing.sealAnnex(drawn, { agencyName, heading, decisionNumber, at })
    const found = await verify(sealed)
    assertHolds(heading, found.checks)
    annexes.push({ kind, bytes: sealed })
    annexReports.push(found)
  }
  assertHolds("Văn bản", annexFileChecks(report, annexReports))
  assertTrusted(trustVerdict([report, ...annexReports], at))
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.seal",
    event: {
      type: "decision.sealed",
      documentSha256: sha256(bytes),
      ...(annexes.length > 0
        ? { annexes: annexes.map((annex) => ({ kind: annex.kind, sha256: sha256(annex.bytes) })) }
        : {}),
    },
    write: async (session, moved) => {
      const files = annexes.map((annex) => ({ kind: annexDocumentKind(annex.kind), bytes: annex.bytes }))
      for (const file of [{ kind: "DECISION" as const, bytes }, ...files])
        await keepDocument(
          moved,
          edition,
          { ...file, stage: "SEALED", pages: pageCount(file.bytes), createdAt: at },
          session,
        )
    },
  })
}

function assertHolds(what: string, checks: readonly VerificationCheck[]): void {
  const failed = checks.filter(({ ok }) => !ok)
  if (failed.length === 0) return
  throw new RuleBrokenError(
    `${what} sau khi ký số cơ quan không đạt kiểm tra: ${failed.map(({ message }) => message).join(" ")}`,
  )
}

function assertTrusted({ trust, reasons }: TrustVerdict): void {
  if (trust !== "NOT_TRUSTED") return
  throw new RuleBrokenError(
    `Văn bản sau khi ký số cơ quan không đáng tin cậy nên chưa đóng dấu: ${reasons.join("; ")}.`,
  )
}
