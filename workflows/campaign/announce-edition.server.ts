import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { inPieces, MOVES_PIECE, type Piece } from "#workflows/long-act/pieces.server.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"

/**
 * Makes the registrations of an issued edition public law, in pieces: who signed, under which number. Those announced by it
 * before are left. @throws RuleBrokenError when one is no longer approved
 */
export async function announceInPieces(
  campaign: ReviewCampaign,
  edition: FrozenEdition,
  { actor, at }: { actor: Actor; at: Date },
): Promise<Piece[]> {
  const { signed, numbered } = campaign.workflow.context
  if (!signed || !numbered) throw new RuleBrokenError("Quyết định chưa có chữ ký hoặc chưa có số.")
  const announced = new Set(edition.entries.map((entry) => entry.serviceId))
  const registrations = (await findAllRegistrations(campaign.id, ["approved", "announced"])).filter(
    (registration) => announced.has(registration.serviceId),
  )
  if (registrations.length !== announced.size)
    throw new RuleBrokenError(
      "Có đăng ký đã bị hủy phê duyệt sau khi chốt danh mục. Trả lại hồ sơ và chốt lại trước khi phát hành.",
    )
  const { signatory } = signed
  const event = {
    type: "decision.issued" as const,
    editionId: edition.editionId,
    decisionNumber: `${numbered.number}/${numbered.symbol}`,
    signature: {
      signatoryId: signatory.personId,
      capacity: signatory.capacity,
      signedOn: signed.signedOn,
      heldFrom: signatory.heldFrom,
      heldTo: signatory.heldTo,
    },
  }
  return inPieces(
    registrations.filter(({ workflow }) => workflow.value === "approved"),
    MOVES_PIECE,
  ).map(
    (part): Piece =>
      (session) =>
        advanceAll(part, event, actor, at, session),
  )
}

/** An annual edition replaces all that was in force, amendments included; an amendment only the services it holds. */
export async function supersedeInPieces(edition: FrozenEdition, at: Date): Promise<Piece[]> {
  const others = (await findIssuedEditions()).filter(({ editionId }) => editionId !== edition.editionId)
  const inForce = editionsInForceOn(others, dayOf(at))
  if (!inForce) return []
  const present = new Set(edition.entries.map((entry) => entry.serviceId))
  const isReplaced = (registration: Registration) =>
    edition.kind === "ANNUAL" || present.has(registration.serviceId)
  const event = { type: "edition.superseded" as const, byEditionId: edition.editionId }
  const pieces: Piece[] = []
  for (const { editionId } of [inForce.base, ...inForce.amendments])
    for (const part of inPieces(
      (await findAllRegistrations(editionId, ["announced", "published"])).filter(isReplaced),
      MOVES_PIECE,
    ))
      pieces.push((session) => advanceAll(part, event, SYSTEM_ACTOR, at, session))
  return pieces
}
