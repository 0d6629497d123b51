import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import { type AnnexKind, annexDocumentKind } from "#models/official-document/official-document.ts"
import { committeeName } from "#models/reference/province.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
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
import { defineStep } from "../campaign-step.ts"
import { assertDaysHold, comparingDays, daysOfActIn } from "../compare-days.server.ts"
import { findingsOfDays } from "../days-of-act.ts"
import { currentAnnexFiles, currentDecision, currentEdition, keepDocument } from "../decision-bytes.server.ts"

const verifySealed = apart<typeof verifyDecision>("verifySealed")

const CONFIRMED = {
  kind: "CONFIRMATION",
  name: "confirmed",
  label: "Ký số của cơ quan lên văn bản đã có chữ ký và số.",
  description: "Mọi tệp được kiểm tra toàn bộ ngay sau khi ký.",
  missing: "Hãy xác nhận ký số của cơ quan.",
} as const

/**
 * The agency's signature by the records office (NĐ 30/2020 Điều 14, 17), on every annex in a file of its own too. All files
 * that come out are verified whole before any is kept.
 */
const seal = defineStep({
  intent: "seal",
  event: "decision.sealed",
  permission: {
    action: "edition.seal",
    label: "Ký số cơ quan",
    roles: ["RECORDS_CLERK"],
    scope: "ANY_AGENCY",
  },
  label: "Ký số cơ quan",
  place: "NEXT",
  elsewhere: true,
  working: "Đang ký số cơ quan và kiểm tra văn bản…",
  fields: [CONFIRMED],
  notYet: ({ signed, numbered }) => {
    if (!signed) return "Quyết định chưa được ký."
    return numbered ? null : "Quyết định chưa có số."
  },
  preview: async (_, { campaign }) => {
    if (!campaign.workflow.context.annexesApart) return {}
    const files = annexesOf(await currentEdition(campaign)).length
    const label = `Ký số của cơ quan lên văn bản đã có chữ ký và số, lên ${files} tệp phụ lục.`
    return { fields: [{ ...CONFIRMED, label }] }
  },
  act: async (d, { campaign, at }) => {
    const edition = await currentEdition(campaign)
    const agencyName = committeeName(edition.issuer)
    const signing = documentSigning(d.signing)
    const bytes = await signing.sealAgency(await currentDecision(campaign), { agencyName, at })
    const verify = (file: Uint8Array) =>
      verifySealed(file, {
        digest: edition.digest,
        ...(d.authorities ? { authorities: d.authorities } : {}),
      })
    const report = await verify(bytes)
    assertHolds("Văn bản", report.checks)
    const days = { ...daysOfActIn(campaign, "SIGNATURE"), certificate: termOfSigner(report) }
    assertDaysHold(findingsOfDays(days, await d.reference.workCalendar()))
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
    const files = annexes.map((annex) => ({ kind: annexDocumentKind(annex.kind), bytes: annex.bytes }))
    return {
      event: {
        type: "decision.sealed",
        documentSha256: sha256(bytes),
        ...(annexes.length > 0
          ? { annexes: annexes.map((annex) => ({ kind: annex.kind, sha256: sha256(annex.bytes) })) }
          : {}),
      },
      write: async (session, moved) => {
        for (const file of [{ kind: "DECISION" as const, bytes }, ...files]) {
          const kept = { ...file, stage: "SEALED", pages: pageCount(file.bytes), createdAt: at } as const
          await keepDocument(moved, edition, kept, session)
        }
      },
    }
  },
})

export const sealDecision = comparingDays("SEAL", seal)

/** How long the certificate of the leader's signature holds, by day. */
function termOfSigner({ signatures }: VerificationReport): { from: IsoDay; to: IsoDay } | null {
  const { certificateFrom: from, certificateTo: to } =
    signatures.find(({ kind }) => kind === "PERSONAL") ?? {}
  return from && to ? { from: dayOf(new Date(from)), to: dayOf(new Date(to)) } : null
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
