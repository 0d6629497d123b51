import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { countDrafts } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { amendedDecisions } from "#models/catalogue-edition/catalogue-in-force.ts"
import { type FreezeInput, freezeEdition } from "#models/catalogue-edition/freeze.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { preambleBasesOn } from "#models/legal-regime/legal-regime.ts"
import { findServicesByIds } from "#models/online-service/online-service.repository.server.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { editionTextsFrom } from "#workflows/document-text/edition-text.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertStillStanding } from "./still-standing.server.ts"

/**
 * Draws the approved registrations of a campaign into a new draft of its edition: rows, totals, digest. Nothing is kept.
 * @throws RuleBrokenError when nothing is approved, or a service is gone from the register
 */
export async function drawEdition(d: CampaignDependencies, campaign: ReviewCampaign): Promise<FrozenEdition> {
  return d.store.inTransaction(async (session) => {
    const frozenAt = d.clock.now()
    await assertStillStanding(campaign, "edition.consolidated", dayOf(frozenAt), session)
    const registrations = await findAllRegistrations(campaign.id, ["approved"], session)
    if (registrations.length === 0)
      throw new RuleBrokenError("Chưa có đăng ký nào được phê duyệt để đưa vào danh mục.")
    const services = await findServicesByIds(
      registrations.map((registration) => registration.serviceId),
      session,
    )
    const snapshots = await findSnapshotsByHash(
      registrations.map((registration) => registration.snapshotHash),
      session,
    )
    const gone = services.filter((service) => !service.active).map((service) => service.serviceCode)
    if (gone.length > 0)
      throw new RuleBrokenError(
        `${formatNumber(gone.length)} dịch vụ không còn trong sổ thủ tục hoặc thủ tục không còn công khai (${gone.slice(0, 5).join(", ")}${gone.length > 5 ? "…" : ""}). Ghi nhận bãi bỏ trước khi chốt danh mục.`,
      )
    const before = await editionBefore(
      campaign,
      registrations.map(({ serviceId }) => serviceId),
      dayOf(frozenAt),
      session,
    )
    const regime = await d.reference.regime(campaign.regimeId)
    const issuer = await d.reference.issuerOn(dayOf(frozenAt))
    return freezeEdition({
      campaign,
      draft: (await countDrafts(campaign.id, session)) + 1,
      frozenAt,
      registrations,
      services: new Map(services.map((service) => [service.id, service])),
      procedures: new Map(snapshots.map((snapshot) => [snapshot.hash, snapshot.procedure])),
      agencies: await d.reference.agencies(),
      groups: await d.reference.groups(),
      texts: editionTextsFrom(campaign.kind, await d.reference.templatesOn(dayOf(frozenAt))),
      issuer: { ...issuer, preambleBases: preambleBasesOn(regime, dayOf(frozenAt)) },
      ...before,
    })
  })
}

/**
 * What this edition is compared with, and the decision it replaces or amends. A year's edition replaces the annual one in
 * force together with everything that amended it; an amendment changes the one in force, and names what carries its rows.
 */
async function editionBefore(
  campaign: ReviewCampaign,
  serviceIds: readonly string[],
  day: IsoDay,
  session: ClientSession,
): Promise<Pick<FreezeInput, "previous" | "replaces" | "amended">> {
  const issued = (await findIssuedEditions(session)).filter(({ editionId }) => editionId !== campaign.id)
  const inForce = await readInForceOn(issued, day)
  if (!inForce) return { previous: null, replaces: null }
  const { base, amendments, rows } = inForce
  const { number, symbol } = base.decision
  return {
    previous: { entries: rows.map(({ entry }) => entry) },
    replaces: {
      editionId: base.editionId,
      decisionNumber: `${number}/${symbol}`,
      decisionDay: base.decision.day,
    },
    ...(campaign.kind === "AMENDMENT" ? { amended: amendedDecisions(base, amendments, serviceIds) } : {}),
  }
}

/** What was drawn must still be what is approved when it is kept: nobody changed a registration in between. */
export async function assertStillApproved(
  campaignId: string,
  edition: FrozenEdition,
  session: ClientSession,
): Promise<void> {
  const approved = await findAllRegistrations(campaignId, ["approved"], session)
  const drawn = new Map(edition.entries.map((entry) => [entry.serviceId, entry]))
  const isSame =
    approved.length === drawn.size &&
    approved.every(
      ({ serviceId, workflow }) => drawn.get(serviceId)?.level === workflow.context.proposal?.level,
    )
  if (!isSame)
    throw new ConcurrentEditError("Có đăng ký vừa thay đổi trong lúc chốt danh mục. Hãy thực hiện lại.", {
      changed: [],
    })
}
