import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"

/** Makes the registrations of an issued edition public law: who signed, under which number. @throws RuleBrokenError */
export async function announceRegistrations(
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
export async function supersedeReplaced(
  edition: FrozenEdition,
  at: Date,
  session: ClientSession,
): Promise<void> {
  const others = (await findIssuedEditions(session)).filter(
    ({ editionId }) => editionId !== edition.editionId,
  )
  const inForce = editionsInForceOn(others, dayOf(at))
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
