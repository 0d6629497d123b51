import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { type EditionToDeliver, messageOf, servicePayloadOf, withdrawal } from "./messages-for-edition.ts"

/** A service whose row stands on another decision since the recall, or on none. */
type ChangedRow = { serviceId: string; before: CatalogueRow | undefined; after: CatalogueRow | undefined }

/**
 * What the service portals are told when a decision is recalled: every service that was online by it and is no more is
 * withdrawn, every one that comes back by an earlier decision is sent as that one has it. Nothing is sent of what a portal
 * already holds as it now is. Open data keep every edition, recalled ones too, so they are told nothing. Pure.
 */
export const messagesForRecall = (
  input: Omit<EditionToDeliver, "annexes"> & { changes: readonly ChangedRow[] },
): OutboxMessage[] => {
  const { decision, changes } = input
  const effectiveFrom = dayOf(input.at)
  return input.targets.flatMap(({ id, record }) => {
    const toPayload = servicePayloadOf(record)
    if (!toPayload) return []
    return changes
      .flatMap(({ serviceId, before, after }) => {
        if (after && isOnlineLevel(after.entry.level))
          return [{ recordId: serviceId, payload: toPayload(after.entry), withdraw: false }]
        const was = before?.entry.level
        return isOnline(was)
          ? [withdrawal(serviceId, was, "Quyết định công bố đã bị thu hồi.", decision)]
          : []
      })
      .map((content) => messageOf(id, content, { ...input, effectiveFrom }))
      .filter(({ operation }) => operation !== "CONFIRM")
  })
}

const isOnline = (level: ServiceLevel | undefined): level is "FULL" | "PARTIAL" =>
  level !== undefined && isOnlineLevel(level)
