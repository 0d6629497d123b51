import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { recordKeyOf } from "#models/outbox/outbox-message.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { annexFilesOf } from "#workflows/portal-record/dcat.ts"
import { type AnnouncingDecision, decisionNumberOf } from "#workflows/portal-record/edition-stamp.ts"
import { endByRecall } from "#workflows/portal-record/end-by-recall.ts"
import { datasetContent, type EditionToDeliver, messageOf } from "./messages-for-edition.ts"
import { keepsServices, serviceContents, serviceWithdrawals } from "./service-contents.ts"

/** A service whose row stands on another decision since the recall, or on none. */
export type ChangedRow = {
  serviceId: string
  before: CatalogueRow | undefined
  after: CatalogueRow | undefined
}

type Decided = NonNullable<AnnouncingDecision>
/** An edition that the recall takes out of force: the recalled one, and the amendments that fall with it. */
export type FallenEdition = {
  edition: FrozenEdition
  decision: Decided
  annexes: readonly { sha256: string }[]
}

/**
 * What the portals are told when a decision is recalled. Service portals: every service that was online by it and is no more is
 * withdrawn, every one that comes back by an earlier decision is sent as that one has it. Open data: the datasets of what fell are
 * restated as withdrawn. Nothing is sent of what a portal already holds as it now is. Pure.
 */
export const messagesForRecall = (
  input: Omit<EditionToDeliver, "annexes"> & {
    changes: readonly ChangedRow[]
    /** The recalled edition first. */
    fallen: readonly FallenEdition[]
    reason: string
  },
): OutboxMessage[] => {
  const { edition, decision, changes, fallen, priorVersions } = input
  const common = {
    decision,
    priorVersions,
    at: input.at,
    effectiveFrom: dayOf(input.at),
    act: { kind: "RECALL" as const, id: edition.editionId },
  }
  return input.targets.flatMap((target) => {
    const { id, record } = target
    const messages =
      record === "DATASET"
        ? fallen.map((one) => messageOf(id, withdrawnDataset(one, input), { ...common, ...one }))
        : changedContents({ target, priorVersions }, changes, decision).map((content) =>
            messageOf(id, content, { ...common, edition }),
          )
    return messages.filter(
      ({ operation, recordId }) =>
        operation !== "CONFIRM" &&
        !(operation === "WITHDRAW" && priorVersions.get(recordKeyOf(id, recordId))?.operation === "WITHDRAW"),
    )
  })
}

function changedContents(
  there: Parameters<typeof serviceContents>[0],
  changes: readonly ChangedRow[],
  decision: Decided,
) {
  if (!keepsServices(there.target)) return []
  return changes.flatMap(({ serviceId, before, after }) => {
    if (after && isOnlineLevel(after.entry.level)) return serviceContents(there, after.entry, decision)
    const was = before?.entry.level
    const reason = "Quyết định công bố đã bị thu hồi."
    return isOnline(was) ? serviceWithdrawals(there, { serviceId, before: was, reason, decision }) : []
  })
}

function withdrawnDataset(
  { edition, decision, annexes }: FallenEdition,
  recall: { decision: Decided; edition: { editionId: string }; reason: string; at: Date },
) {
  const number = decisionNumberOf(recall.decision) ?? ""
  const ended = endByRecall(edition.editionId === recall.edition.editionId, {
    number,
    day: dayOf(recall.at),
    reason: recall.reason,
  })
  return datasetContent(edition, decision, annexFilesOf(annexes), ended)
}

const isOnline = (level: ServiceLevel | undefined): level is "FULL" | "PARTIAL" =>
  level !== undefined && isOnlineLevel(level)
