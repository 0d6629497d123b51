import { sha256 } from "#models/shared/digest.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { assertSignatureHolds } from "../assert-signature-holds.server.ts"
import { defineStep } from "../campaign-step.ts"
import { currentDecision, currentEdition, keepDocument } from "../decision-bytes.server.ts"
import { chiefOfOffice } from "../who-signs.server.ts"

/**
 * Initials (ký nháy) of the chief of office, who answers for the content (NĐ 30/2020 Điều 12(1)), on the very bytes that are
 * then signed; only where the office has said so for the campaign.
 */
export const initialDecision = defineStep({
  intent: "initial",
  event: "decision.initialled",
  permission: {
    action: "edition.initial",
    label: "Ký nháy quyết định",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  label: "Ký nháy",
  title: "Ký nháy quyết định",
  place: "NEXT",
  elsewhere: true,
  working: "Đang ký số…",
  fields: [
    {
      kind: "CONFIRMATION",
      name: "confirmed",
      label: "Tôi ký nháy quyết định này và chịu trách nhiệm về nội dung trình lãnh đạo ký.",
      missing: "Hãy xác nhận ký nháy.",
    },
  ],
  notYet: ({ initials, initialled }) => (initials && !initialled ? null : "Văn bản không ở bước ký nháy."),
  act: async (d, { campaign, actor, at }) => {
    const edition = await currentEdition(campaign)
    const { fullName, position } = chiefOfOffice(actor.name, actor.onBehalfOf)
    const person = { fullName, position }
    const drawn = await currentDecision(campaign)
    const bytes = await documentSigning(d.signing).signInitial(drawn, { person, at })
    await assertSignatureHolds(d, bytes, {
      kind: "INITIAL",
      signer: actor,
      on: { kind: "campaign", id: campaign.id },
    })
    const kept = {
      kind: "DECISION",
      stage: "INITIALLED",
      pages: pageCount(bytes),
      bytes,
      createdAt: at,
    } as const
    return {
      event: { type: "decision.initialled", documentSha256: sha256(bytes) },
      write: (session, moved) => keepDocument(moved, edition, kept, session),
    }
  },
})
