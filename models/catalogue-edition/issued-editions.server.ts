import type { ClientSession } from "mongoose"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { getFrozenEdition } from "./catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "./catalogue-edition.ts"
import { documentSetOf } from "./document-set.ts"
import { editionDraftIdOf } from "./edition-id.ts"
import type { IssuedEdition } from "./issued-edition.ts"

const rememberEdition = rememberLast<FrozenEdition>(6)

/** Every edition that was ever issued, also recalled ones, newest first. */
export const findIssuedEditions = async (session: ClientSession | null = null): Promise<IssuedEdition[]> =>
  (await findCampaigns(session)).flatMap((campaign) => toIssued(campaign) ?? [])

/** @throws NotFoundError for an edition that does not exist or was not issued: drafts are nobody's business */
export const getIssuedEdition = async (editionId: string): Promise<IssuedEdition> => {
  const found = (await findIssuedEditions()).find((issued) => issued.editionId === editionId)
  if (!found)
    throw new NotFoundError(
      `Chưa có danh mục «${editionId}» được công bố. Xem các danh mục đã công bố ở trang tra cứu.`,
    )
  return found
}

function toIssued(campaign: ReviewCampaign): IssuedEdition | null {
  const { frozen, numbered, sealed, signed, issued, errata, recalled, amends } = campaign.workflow.context
  if (!frozen || !numbered || !sealed || !issued) return null
  const draftId = editionDraftIdOf(campaign.id, frozen.draft)
  return {
    editionId: campaign.id,
    draftId,
    documents: documentSetOf(campaign) ?? draftId,
    year: campaign.year,
    sequence: campaign.sequence,
    kind: campaign.kind,
    amends,
    decision: {
      number: numbered.number,
      symbol: numbered.symbol,
      day: numbered.day,
      effectiveOn: issued.effectiveOn,
    },
    issuedOn: issued.issuedOn,
    signatory: signed && { fullName: signed.signatory.fullName, position: signed.signatory.position },
    state: campaign.workflow.value,
    digest: frozen.digest,
    documentSha256: sealed.documentSha256,
    annexes: sealed.annexes ?? [],
    errata: errata.map(({ by: _, onBehalfOf: _for, ...erratum }) => erratum),
    recalled: recalled && {
      at: recalled.at,
      reason: recalled.reason,
      ...(recalled.explanation ? { explanation: recalled.explanation } : {}),
      // A recall of earlier days did not say, so it brought nothing back.
      follows: recalled.follows ?? "NOTHING_IN_FORCE",
    },
    // The digest in the key: the same draft number in another store is another edition.
    load: () => rememberEdition(`${draftId} ${frozen.digest}`, () => getFrozenEdition(draftId)),
  }
}
