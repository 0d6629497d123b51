import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { RecallOutcome } from "#models/campaign/recall-outcome.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { recordAnnouncedLevels } from "#models/online-service/online-service.repository.server.ts"
import { addMissingMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { type ChangedRow, messagesForRecall } from "#workflows/delivery/messages-for-recall.ts"
import { inPieces, MOVES_PIECE, PIECE, type Piece } from "#workflows/long-act/pieces.server.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import type { EditionDependencies } from "./dependencies.ts"
import { formerOf } from "./hangs-on.ts"
import { type RecallEffect, recallEffect } from "./recall-effect.server.ts"

/** What was asked, as the recall will stand in the record. */
export type AskedRecall = { follows: RecallOutcome | undefined; reason: string; at: Date }

/**
 * What a recall writes before its last piece: the portals are told what is withdrawn and what comes back, registrations end or
 * are in force again, services take the level that is in force from then on. For the annual decision in force `follows` says
 * whether the one it replaced comes back.
 * @throws InvalidInputError when that must be said and is not, RuleBrokenError when there is none to come back
 */
export const undoEdition = async (
  d: EditionDependencies,
  { id }: ReviewCampaign,
  asked: AskedRecall,
): Promise<{ pieces: Piece[]; records: number }> => {
  const today = dayOf(asked.at)
  const issued = await findIssuedEditions()
  const recalled = issued.find(({ editionId }) => editionId === id)
  if (!recalled) throw new RuleBrokenError("Quyết định chưa phát hành nên không thu hồi được.")
  assertSaysWhatFollows(recalled, issued, asked.follows, today)
  const effect = await recallEffect(recalled, issued, asked)
  const messages = await messagesOf(d, recalled, effect, asked)
  return {
    records: messages.length,
    pieces: [
      ...inPieces(messages, PIECE).map(
        (part): Piece =>
          (session) =>
            addMissingMessages(part, session),
      ),
      ...(await registrationsInPieces(recalled, effect, asked.at)),
      ...levelsInPieces(recalled, effect, today),
    ],
  }
}

function assertSaysWhatFollows(
  recalled: IssuedEdition,
  before: readonly IssuedEdition[],
  follows: RecallOutcome | undefined,
  today: IsoDay,
): void {
  const former = formerOf(recalled, before, today)
  if (former && !follows) {
    const message =
      "Chọn danh mục có hiệu lực sau khi thu hồi: không có danh mục nào, hay danh mục trước đó trở lại."
    throw new InvalidInputError(message, [{ field: "follows", message }])
  }
  if (!former && follows === "FORMER_RETURNS")
    throw new RuleBrokenError(
      "Không có danh mục nào trước đó để có hiệu lực trở lại. Chọn «Không có danh mục nào có hiệu lực» rồi thu hồi lại.",
    )
}

async function messagesOf(
  d: EditionDependencies,
  recalled: IssuedEdition,
  { changes, fallen }: RecallEffect,
  { at, reason }: AskedRecall,
): Promise<OutboxMessage[]> {
  const loaded = []
  for (const one of [recalled, ...fallen])
    loaded.push({ edition: await one.load(), decision: one.decision, annexes: one.annexes })
  return messagesForRecall({
    edition: await recalled.load(),
    decision: recalled.decision,
    changes,
    fallen: loaded,
    reason,
    targets: await d.reference.portalTargetsOn(dayOf(at)),
    priorVersions: await latestVersions(null, { before: { kind: "RECALL", id: recalled.editionId } }),
    at,
  })
}

/** The registration behind a row has the id of its edition and service; one moved before is left. */
async function registrationsInPieces(
  { editionId }: IssuedEdition,
  { changes }: RecallEffect,
  at: Date,
): Promise<Piece[]> {
  const idsOf = (side: "before" | "after") =>
    changes.flatMap((change) =>
      change[side] ? [`${change[side].standsOn.editionId}:${change.serviceId}`] : [],
    )
  const ended = { type: "edition.recalled" as const, editionId }
  const back = { type: "edition.reinstated" as const, recalledId: editionId }
  const pieces = (ids: string[], states: readonly string[], event: typeof ended | typeof back) =>
    inPieces(ids, MOVES_PIECE).map(
      (part): Piece =>
        async (session) => {
          const found = await findRegistrationsByIds(part, session)
          const due = found.filter(({ workflow }) => states.includes(workflow.value))
          await advanceAll(due, event, SYSTEM_ACTOR, at, session)
        },
    )
  return [
    ...pieces(idsOf("before"), ["announced", "published"], ended),
    ...pieces(idsOf("after"), ["superseded"], back),
  ]
}

/** Services take the level they have from now on; one in no decision any more has none. */
function levelsInPieces(recalled: IssuedEdition, { changes }: RecallEffect, today: IsoDay): Piece[] {
  const byDecision = Map.groupBy(changes, ({ after }) => after?.standsOn.editionId ?? null)
  return [...byDecision].flatMap(([editionId, rows]) =>
    inPieces(rows.map(levelAfter), PIECE).map(
      (part): Piece =>
        (session) =>
          recordAnnouncedLevels(
            part,
            { id: editionId ?? recalled.editionId, on: rows[0]?.after?.standsOn.day ?? today },
            session,
          ),
    ),
  )
}

const levelAfter = ({ serviceId, after }: ChangedRow) => ({ serviceId, level: after?.entry.level ?? null })
