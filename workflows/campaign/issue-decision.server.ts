import type { ClientSession } from "mongoose"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionsInForce } from "#models/catalogue-edition/catalogue-in-force.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { recordAnnouncedLevels } from "#models/online-service/online-service.repository.server.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { messagesForEdition } from "#workflows/delivery/messages-for-edition.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { currentEdition } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/**
 * Issues the sealed decision: in one transaction the campaign is issued, its registrations announced, the replaced
 * edition's superseded, the services' levels set, and one message per record and portal put into the outbox.
 */
export const issueDecision = async (
  d: CampaignDependencies,
  command: CampaignCommand,
): Promise<ReviewCampaign> => {
  const { actor } = command
  const at = d.clock.now()
  const today = dayOf(at)
  const campaign = await getCampaign(command.campaignId)
  const edition = campaign.workflow.context.frozen ? await currentEdition(campaign) : null
  const targets = await d.reference.portalTargetsOn(today)
  if (targets.length === 0)
    throw new RuleBrokenError(
      `Chưa khai báo cổng nào nhận bản ghi vào ngày ${formatDay(today)}. Quản trị viên cần khai báo trước khi phát hành.`,
    )
  return stepCampaign(d, {
    ...command,
    action: "edition.issue",
    event: { type: "decision.issued", issuedOn: today },
    write: async (session, moved) => {
      if (!edition) throw new RuleBrokenError("Danh mục chưa được chốt.")
      const { signed, numbered, sealed } = moved.workflow.context
      if (!signed || !numbered) throw new RuleBrokenError("Quyết định chưa có chữ ký hoặc chưa có số.")
      await announceRegistrations(moved, edition, actor, at, session)
      await supersedeReplaced(edition, at, session)
      await recordAnnouncedLevels(
        [...edition.entries, ...edition.removed.map(({ serviceId }) => ({ serviceId, level: null }))],
        { id: edition.editionId, on: numbered.day },
        session,
      )
      const decision = { number: numbered.number, symbol: numbered.symbol, day: numbered.day }
      const priorVersions = await latestVersions(session)
      await addMessages(
        messagesForEdition({ edition, decision, annexes: sealed?.annexes ?? [], targets, priorVersions, at }),
        session,
      )
    },
  })
}

async function announceRegistrations(
  campaign: ReviewCampaign,
  edition: FrozenEdition,
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> {
  const { signed, numbered } = campaign.workflow.context
  if (!signed || !numbered) return
  const announced = new Set(edition.entries.map((entry) => entry.serviceId))
  const registrations = (await findAllRegistrations(campaign.id, ["approved"], session)).filter(
    (registration) => announced.has(registration.serviceId),
  )
  if (registrations.length !== announced.size)
    throw new RuleBrokenError(
      "Có đăng ký đã bị hủy phê duyệt sau khi chốt danh mục. Trả lại hồ sơ và chốt lại trước khi phát hành.",
    )
  const { signatory } = signed
  await advanceAll(
    registrations,
    {
      type: "decision.issued",
      editionId: edition.editionId,
      decisionNumber: `${numbered.number}/${numbered.symbol}`,
      signature: {
        signatoryId: signatory.personId,
        capacity: signatory.capacity,
        signedOn: signed.signedOn,
        heldFrom: signatory.heldFrom,
        heldTo: signatory.heldTo,
      },
    },
    actor,
    at,
    session,
  )
}

/** An annual edition replaces all that was in force, amendments included; an amendment only the services it holds. */
async function supersedeReplaced(edition: FrozenEdition, at: Date, session: ClientSession): Promise<void> {
  const others = (await findIssuedEditions(session)).filter(
    ({ editionId }) => editionId !== edition.editionId,
  )
  const inForce = editionsInForce(others)
  if (!inForce) return
  const present = new Set(edition.entries.map((entry) => entry.serviceId))
  const isReplaced = (registration: Registration) =>
    edition.kind === "ANNUAL" || present.has(registration.serviceId)
  for (const { editionId } of [inForce.base, ...inForce.amendments])
    await advanceAll(
      (await findAllRegistrations(editionId, ["announced", "published"], session)).filter(isReplaced),
      { type: "edition.superseded", byEditionId: edition.editionId },
      SYSTEM_ACTOR,
      at,
      session,
    )
}
