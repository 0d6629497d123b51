import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import {
  idempotencyKeyOf,
  type MessageAct,
  type OutboxMessage,
  recordKeyOf,
} from "#models/outbox/outbox-message.ts"
import { portalRecordOf } from "#models/outbox/portal-target.ts"
import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { datasetIdOf } from "#workflows/portal-record/edition-dataset.ts"
import { batchIdOf, serviceOfRecord, unitRowsOf } from "#workflows/portal-record/unit-batches.ts"
import type { Finding } from "./check-audit-chain.server.ts"
import { deliveryFaults } from "./delivery-faults.ts"

/** The records a frozen edition owes once issued: to every service portal, and to the open-data portal. */
export type OwedRecords = {
  /** `rows`: how many, one a unit, where it is online; null where it leaves the portals. */
  services: { id: string; rows: number | null }[]
  dataset: string[]
}

const ISSUED = ["issued", "published", "archived"]
/** Records named in one finding; the count says how many there are. */
const NAMED = 3

export const owedRecordsOf = (edition: FrozenEdition): OwedRecords => ({
  services: [
    ...edition.entries
      .filter((row) => isOnlineLevel(row.level) || wasOnline(row.previousLevel))
      .map((row) => ({ id: row.serviceId, rows: isOnlineLevel(row.level) ? unitRowsOf(row) : null })),
    ...edition.removed
      .filter(({ level }) => isOnlineLevel(level))
      .map(({ serviceId }) => ({ id: serviceId, rows: null })),
  ],
  dataset: [datasetIdOf(edition)],
})

const wasOnline = (level: ServiceLevel | null): boolean => level !== null && isOnlineLevel(level)

/**
 * Rechecks every message's payload digest, key and workflow, and that every issued edition has exactly one message of each record
 * it owes at each portal of its day.
 * @param owed by id of the frozen draft
 */
export const checkOutbox = async (
  owed: ReadonlyMap<string, OwedRecords>,
): Promise<{ messages: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  const sent = new Map<string, EditionMessages>()
  const byAct: ActMessages = new Map()
  let messages = 0
  for await (const batch of readOutbox()) {
    for (const message of batch) {
      messages += 1
      const found = (text: string) => findings.push({ check: "Hộp gửi", where: message.id, message: text })
      if (sha256(message.payloadText) !== message.payloadSha256) found("Nội dung không khớp mã băm.")
      if (idempotencyKeyOf(message) !== message.id) found("Khóa gửi một lần không khớp bản ghi.")
      for (const fault of deliveryFaults(message)) found(fault)
      if (message.act) {
        note(byAct, message.act, message)
        continue
      }
      const ofEdition = sent.get(message.editionId) ?? { targets: new Set(), counts: new Map() }
      const key = recordKeyOf(message.target, message.recordId)
      ofEdition.targets.add(message.target)
      ofEdition.counts.set(key, (ofEdition.counts.get(key) ?? 0) + 1)
      sent.set(message.editionId, ofEdition)
    }
  }
  const campaigns = await findCampaigns()
  for (const { id, workflow } of campaigns) {
    const records = workflow.context.recalled?.records
    if (records !== undefined) findings.push(...actFaults({ kind: "RECALL", id }, "thu hồi", records, byAct))
  }
  for (const { id, records } of await findRepeals())
    findings.push(...actFaults({ kind: "REPEAL", id }, "bãi bỏ", records, byAct))
  for (const campaign of campaigns) {
    const { frozen, issued } = campaign.workflow.context
    if (!ISSUED.includes(campaign.workflow.value) || !frozen || !issued) continue
    const records = owed.get(editionDraftIdOf(campaign.id, frozen.draft))
    if (!records) continue // The missing edition is a finding of its own.
    const { targets, counts } = sent.get(campaign.id) ?? { targets: new Set(), counts: new Map() }
    const declared = new Map(
      (await storedReference.portalTargetsOn(issued.issuedOn)).map((target) => [target.id, target]),
    )
    const portals = new Set([...declared.keys(), ...targets])
    if (portals.size === 0)
      findings.push({
        check: "Hộp gửi",
        where: campaign.id,
        message: "Danh mục đã phát hành nhưng không có bản ghi gửi các cổng.",
      })
    for (const portal of [...portals].sort()) {
      const record = declared.get(portal)?.record ?? portalRecordOf({ id: portal })
      const unitRows = declared.get(portal)?.unitRows ?? null
      const due =
        record === "DATASET" ? records.dataset : servicesDue(portal, records.services, counts, unitRows)
      findings.push(...faultsAt(portal, campaign.id, due, counts))
    }
  }
  return { messages, findings }
}

/** Of each act beside an issue, how many messages each record has at each portal. */
type ActMessages = Map<string, Map<string, number>>

const keyOfAct = ({ kind, id }: MessageAct): string => `${kind} ${id}`

function note(byAct: ActMessages, act: MessageAct, message: OutboxMessage): void {
  const counts = byAct.get(keyOfAct(act)) ?? new Map<string, number>()
  const key = recordKeyOf(message.target, message.recordId)
  counts.set(key, (counts.get(key) ?? 0) + 1)
  byAct.set(keyOfAct(act), counts)
}

/** An act tells each record at each portal once, and as many as it said. */
function actFaults(act: MessageAct, what: string, records: number, byAct: ActMessages): Finding[] {
  const counts = byAct.get(keyOfAct(act)) ?? new Map<string, number>()
  const repeated = [...counts].flatMap(([key, count]) => (count > 1 ? [key] : []))
  const faults = [
    ...(counts.size === records
      ? []
      : [`Việc ${what} ghi ${records} bản ghi báo các cổng nhưng hộp gửi có ${counts.size}.`]),
    ...(repeated.length > 0
      ? [`${repeated.length} bản ghi được báo ${what} hơn một lần: ${named(repeated)}.`]
      : []),
  ]
  return faults.map((message) => ({ check: "Hộp gửi", where: act.id, message }))
}

/** `counts` by `recordKeyOf`. */
type EditionMessages = { targets: Set<string>; counts: Map<string, number> }

/**
 * The records an edition's services must have a message of at a portal: whole, or a batch for every so many of their units; one that
 * leaves, those of it there were.
 */
function servicesDue(
  portal: string,
  services: OwedRecords["services"],
  counts: EditionMessages["counts"],
  unitRows: number | null,
): string[] {
  const told = Map.groupBy(
    [...counts.keys()].flatMap((key) => (key.startsWith(`${portal}:`) ? [key.slice(portal.length + 1)] : [])),
    serviceOfRecord,
  )
  return services.flatMap(({ id, rows }) => {
    const due =
      rows === null
        ? (told.get(id) ?? [id])
        : unitRows
          ? Array.from({ length: Math.ceil(rows / unitRows) }, (_, index) => batchIdOf(id, index + 1))
          : [id]
    return [...new Set([...due, ...(told.get(id) ?? [])])]
  })
}

function faultsAt(
  portal: string,
  editionId: string,
  records: string[],
  counts: EditionMessages["counts"],
): Finding[] {
  const countOf = (record: string) => counts.get(recordKeyOf(portal, record)) ?? 0
  const missing = records.filter((record) => countOf(record) === 0)
  const repeated = records.filter((record) => countOf(record) > 1)
  const where = `${editionId} · ${portal}`
  return [
    ...(missing.length > 0
      ? [`Thiếu ${missing.length} trong ${records.length} bản ghi phải gửi: ${named(missing)}.`]
      : []),
    ...(repeated.length > 0 ? [`${repeated.length} bản ghi đứng hơn một lần: ${named(repeated)}.`] : []),
  ].map((message) => ({ check: "Hộp gửi", where, message }))
}

const named = (records: string[]): string =>
  [...records.slice(0, NAMED), ...(records.length > NAMED ? ["…"] : [])].join(", ")
