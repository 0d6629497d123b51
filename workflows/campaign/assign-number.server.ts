import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import {
  formatDocumentNumber,
  peekNextNumber,
  takeNumber,
} from "#models/document-number/document-number.repository.server.ts"
import { dayOf, yearOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { currentDecision, currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/**
 * Gives the decision its number and today's date from the year's sequence (NĐ 30/2020 Điều 15), as an addition to the
 * bytes that leaves an earlier signature whole.
 * @throws RuleBrokenError when the wanted number is taken
 */
export const assignNumber = async (
  d: CampaignDependencies,
  command: CampaignCommand & { number?: number | undefined },
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  await authorise(d, actor, "edition.number", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  assertSeen(campaign, command.revision)
  const at = d.clock.now()
  const day = dayOf(at)
  const year = yearOf(day)
  const edition = await currentEdition(campaign)
  const symbol = edition.issuer.documentSymbol
  const wanted = command.number ?? (await peekNextNumber(year, symbol))
  const number = formatDocumentNumber(wanted)
  const bytes = await assignNumberInPdf(await currentDecision(campaign), { number, day })
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.number",
    event: { type: "number.assigned", documentSha256: sha256(bytes), number, symbol, day },
    write: async (session, moved) => {
      await takeNumber(year, symbol, wanted, session)
      await keepDocument(
        moved,
        edition,
        { kind: "DECISION", stage: "NUMBERED", pages: pageCount(bytes), bytes, createdAt: at },
        session,
      )
    },
  })
}
