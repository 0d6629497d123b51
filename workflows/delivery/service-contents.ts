import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { type PriorVersion, recordKeyOf } from "#models/outbox/outbox-message.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { LEVELS } from "#workflows/portal-record/codes.ts"
import { type AnnouncingDecision, decisionNumberOf } from "#workflows/portal-record/edition-stamp.ts"
import { toNationalBatch, toNationalService } from "#workflows/portal-record/national-records.ts"
import type { Tombstone } from "#workflows/portal-record/portal-payloads.ts"
import { toProvincialBatch, toProvincialService } from "#workflows/portal-record/provincial-records.ts"
import { batchIdOf, inUnitBatches } from "#workflows/portal-record/unit-batches.ts"

/** What one message says of a record. */
export type Content = { recordId: string; payload: unknown; withdraw: boolean }

/** A portal as messages are composed for it. */
export type MessageTarget = Pick<PortalTarget, "id" | "record" | "unitRows">

/** Where records are told: the portal, and the newest message of every record so far, by `recordKeyOf`. */
type There = { target: MessageTarget; priorVersions: ReadonlyMap<string, PriorVersion> }
type Decided = NonNullable<AnnouncingDecision>

/** Whether a portal keeps services. */
export const keepsServices = ({ record }: Pick<MessageTarget, "record">): boolean =>
  record === "PROVINCIAL_SERVICE" || record === "NATIONAL_SERVICE"

/**
 * A service as its portal keeps it: one record that lists its units, or one per batch of their rows. Records of it that the portal
 * holds otherwise (fewer units since, another way of keeping them) are withdrawn.
 */
export const serviceContents = (there: There, entry: CatalogueEntry, decision: Decided): Content[] => {
  const kept = payloadsOf(there.target, entry)
  const ids = new Set(kept.map(({ recordId }) => recordId))
  const surplus = recordsThere(there, entry.serviceId).filter((id) => isLive(there, id) && !ids.has(id))
  return [
    ...kept.map((one) => ({ ...one, withdraw: false })),
    ...surplus.map((id) =>
      withdrawal(id, entry.level, "Các đơn vị của dịch vụ được ghi ở bản ghi khác.", decision),
    ),
  ]
}

/** The withdrawal of a service: of every record of it the portal holds; where it never held one, still of its first. */
export const serviceWithdrawals = (
  there: There,
  service: { serviceId: string; before: ServiceLevel; reason: string; decision: Decided },
): Content[] => {
  const { serviceId, before, reason, decision } = service
  const known = recordsThere(there, serviceId)
  const live = known.filter((id) => isLive(there, id))
  const first = known[0] ?? (there.target.unitRows ? batchIdOf(serviceId, 1) : serviceId)
  return (live.length > 0 ? live : [first]).map((id) => withdrawal(id, before, reason, decision))
}

/** What stays of a record that leaves a portal, with the reason people read there. */
export function withdrawal(
  recordId: string,
  before: ServiceLevel,
  reason: string,
  decision: Decided,
): Content {
  const payload: Tombstone = {
    id: recordId,
    formerLevel: LEVELS[before].code,
    reason,
    decision: decisionNumberOf(decision) ?? "",
    successorCode: null,
  }
  return { recordId, payload, withdraw: true }
}

function payloadsOf({ record, unitRows }: MessageTarget, entry: CatalogueEntry): Omit<Content, "withdraw">[] {
  const isNational = record === "NATIONAL_SERVICE"
  const { serviceId } = entry
  if (!unitRows)
    return [
      { recordId: serviceId, payload: isNational ? toNationalService(entry) : toProvincialService(entry) },
    ]
  return inUnitBatches(entry, unitRows).map(({ entry: part, batch }) => ({
    recordId: batchIdOf(serviceId, batch.number),
    payload: isNational ? toNationalBatch(part, batch) : toProvincialBatch(part, batch),
  }))
}

/** Records of a service the portal was ever told of: whole, or its batches, which are numbered without a gap. */
function recordsThere({ target, priorVersions }: There, serviceId: string): string[] {
  const isKnown = (id: string) => priorVersions.has(recordKeyOf(target.id, id))
  const ids = isKnown(serviceId) ? [serviceId] : []
  for (let number = 1; isKnown(batchIdOf(serviceId, number)); number += 1)
    ids.push(batchIdOf(serviceId, number))
  return ids
}

const isLive = ({ target, priorVersions }: There, recordId: string): boolean =>
  priorVersions.get(recordKeyOf(target.id, recordId))?.operation !== "WITHDRAW"
