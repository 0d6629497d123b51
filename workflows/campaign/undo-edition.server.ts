import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { RecallOutcome } from "#models/campaign/recall-outcome.ts"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { type ReadCatalogue, readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { recordAnnouncedLevels } from "#models/online-service/online-service.repository.server.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { messagesForRecall } from "#workflows/delivery/messages-for-recall.ts"
import type { EditionDependencies } from "./dependencies.ts"
import { formerOf } from "./hangs-on.ts"

/**
 * What a recall writes beside its event: services take the level that is in force from then on, and the portals are told what is
 * withdrawn and what comes back. For the annual decision in force `follows` says whether the one it replaced comes back.
 * @throws InvalidInputError when that must be said and is not, RuleBrokenError when there is none to come back
 */
export const undoEdition = async (
  d: EditionDependencies,
  moved: ReviewCampaign,
  { follows, at }: { follows: RecallOutcome | undefined; at: Date },
  session: ClientSession,
): Promise<void> => {
  const today = dayOf(at)
  const after = await findIssuedEditions(session)
  const before = after.map((one) => (one.editionId === moved.id ? { ...one, recalled: null } : one))
  const recalled = before.find(({ editionId }) => editionId === moved.id)
  if (!recalled) throw new RuleBrokenError("Quyết định chưa phát hành nên không thu hồi được.")
  assertSaysWhatFollows(recalled, before, follows, today)
  const was = await readInForceOn(before, today)
  const is = await readInForceOn(after, today)
  await setLevels(recalled, was, is, today, session)
  await addMessages(
    messagesForRecall({
      edition: await recalled.load(),
      decision: recalled.decision,
      changes: changedRows(was, is),
      targets: await d.reference.portalTargetsOn(today),
      priorVersions: await latestVersions(session),
      at,
    }),
    session,
  )
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

/** Every service whose row stands on another decision than before, or on none: how it was and how it is. */
function changedRows(was: ReadCatalogue | null, is: ReadCatalogue | null) {
  const now = new Map((is?.rows ?? []).map((row) => [row.entry.serviceId, row]))
  const then = new Map((was?.rows ?? []).map((row) => [row.entry.serviceId, row]))
  const standsOn = (row: CatalogueRow | undefined) => row?.standsOn.editionId ?? null
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((serviceId) => ({ serviceId, before: then.get(serviceId), after: now.get(serviceId) }))
    .filter(({ before, after }) => standsOn(before) !== standsOn(after))
}

/** Services take the level they have from now on; one in no decision any more has none. */
async function setLevels(
  recalled: IssuedEdition,
  was: ReadCatalogue | null,
  is: ReadCatalogue | null,
  today: IsoDay,
  session: ClientSession,
): Promise<void> {
  const changes = changedRows(was, is)
  const byDecision = Map.groupBy(changes, ({ after }) => after?.standsOn.editionId ?? null)
  for (const [editionId, rows] of byDecision)
    await recordAnnouncedLevels(
      rows.map(({ serviceId, after }) => ({ serviceId, level: after?.entry.level ?? null })),
      { id: editionId ?? recalled.editionId, on: rows[0]?.after?.standsOn.day ?? today },
      session,
    )
}
