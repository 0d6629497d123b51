import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { Operation } from "#models/outbox/message-envelope.ts"
import {
  idempotencyKeyOf,
  type MessageAct,
  type OutboxMessage,
  type PriorVersion,
  recordKeyOf,
} from "#models/outbox/outbox-message.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { canonicalJson, sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { BRANCHES_CSV } from "#workflows/portal-record/branches-csv.ts"
import { toCatalogueCsv } from "#workflows/portal-record/catalogue-csv.ts"
import { LEVELS } from "#workflows/portal-record/codes.ts"
import {
  annexFilesOf,
  type DatasetEnd,
  type PublishedFile,
  SIGNED_DECISION,
  toDcat,
} from "#workflows/portal-record/dcat.ts"
import { datasetIdOf } from "#workflows/portal-record/edition-dataset.ts"
import {
  type AnnouncingDecision,
  decisionNumberOf,
  trainingPart,
} from "#workflows/portal-record/edition-stamp.ts"
import { beginDelivery } from "./advance-delivery.ts"
import {
  type Content,
  keepsServices,
  type MessageTarget,
  serviceContents,
  serviceWithdrawals,
} from "./service-contents.ts"

export type EditionToDeliver = {
  edition: FrozenEdition
  decision: NonNullable<AnnouncingDecision>
  /** Those that are files of their own, as sealed; missing: none. */
  annexes?: readonly { sha256: string }[]
  targets: readonly MessageTarget[]
  /** The newest message of every record so far, by `recordKeyOf`. */
  priorVersions: ReadonlyMap<string, PriorVersion>
  at: Date
}

/**
 * The messages an issued edition owes: exactly one per record and portal. Service portals get every online service, whole or in
 * batches of its units' rows, and a withdrawal for each that is online no more; the open-data portal gets the edition as a dataset. Pure.
 * @throws RuleBrokenError for a portal nobody knows how to write to, or a record that stands twice
 */
export const messagesForEdition = (input: EditionToDeliver): OutboxMessage[] => {
  const messages = input.targets.flatMap((target) => {
    const { id, record } = target
    if (!record)
      throw new RuleBrokenError(
        `Chưa có mẫu bản ghi cho cổng «${id}». Kiểm tra bảng các cổng nhận dữ liệu trong cấu hình.`,
      )
    return contentsFor(target, input).map((content) =>
      messageOf(id, content, { ...input, effectiveFrom: input.decision.effectiveOn ?? input.decision.day }),
    )
  })
  const seen = new Set<string>()
  for (const { target, recordId } of messages) {
    const key = recordKeyOf(target, recordId)
    if (seen.has(key))
      throw new RuleBrokenError(`Bản ghi «${recordId}» đứng hai lần trong danh mục; không thể gửi.`)
    seen.add(key)
  }
  return messages
}

function contentsFor(target: MessageTarget, input: EditionToDeliver): Content[] {
  const { edition, decision, annexes = [], priorVersions } = input
  if (!keepsServices(target)) return [datasetContent(edition, decision, annexFilesOf(annexes))]
  const there = { target, priorVersions }
  return [
    ...edition.entries.flatMap((entry) => {
      if (isOnlineLevel(entry.level)) return serviceContents(there, entry, decision)
      if (!wasOnline(entry.previousLevel)) return []
      const reason = `Không còn là dịch vụ công trực tuyến (${LEVELS[entry.level].label.toLowerCase()}).`
      const { serviceId, previousLevel: before } = entry
      return serviceWithdrawals(there, { serviceId, before, reason, decision })
    }),
    ...edition.removed
      .filter(({ level }) => isOnlineLevel(level))
      .flatMap(({ serviceId, level: before }) => {
        const reason = "Đưa ra khỏi danh mục dịch vụ công trực tuyến."
        return serviceWithdrawals(there, { serviceId, before, reason, decision })
      }),
  ]
}

const wasOnline = (level: ServiceLevel | null): level is "FULL" | "PARTIAL" =>
  level !== null && isOnlineLevel(level)

/** The edition as a dataset. `ended`: why it is not in force any more, once a recall took it back. */
export function datasetContent(
  edition: FrozenEdition,
  decision: NonNullable<AnnouncingDecision>,
  annexes: readonly PublishedFile[],
  ended?: DatasetEnd,
): Content {
  const csv = toCatalogueCsv(edition, decision)
  const files: PublishedFile[] = [
    { name: "catalogue.csv", mimeType: "text/csv", byteSize: csv.byteLength, sha256: sha256(csv) },
    ...(edition.branches ? [{ name: BRANCHES_CSV, mimeType: "text/csv" }] : []),
    { name: "catalogue.csv-metadata.json", mimeType: "application/csvm+json" },
    { name: "catalogue.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { name: "records/cpsv-ap.jsonld", mimeType: "application/ld+json" },
    SIGNED_DECISION,
    ...annexes,
  ]
  return {
    recordId: datasetIdOf(edition),
    payload: toDcat(edition, decision, files, ended),
    withdraw: false,
  }
}

/** Training says so in every message; a dataset does inside its graph. */
const marked = (payload: unknown, edition: { issuer: { training?: boolean } }): unknown =>
  edition.issuer.training && typeof payload === "object" && payload !== null && !("@graph" in payload)
    ? { ...payload, ...trainingPart(edition) }
    : payload

/** The message that takes a content to a portal, after the newest one of its record there. */
export function messageOf(
  target: string,
  content: Content,
  input: Pick<EditionToDeliver, "decision" | "priorVersions" | "at"> & {
    edition: { editionId: string; digest: string; issuer: { orgCode: string; training?: boolean } }
    effectiveFrom: IsoDay
    act?: MessageAct
  },
): OutboxMessage {
  const { edition, decision, at, effectiveFrom, act } = input
  const prior = input.priorVersions.get(recordKeyOf(target, content.recordId))
  const payloadText = canonicalJson(marked(content.payload, edition))
  const payloadSha256 = sha256(payloadText)
  const unchanged = prior?.payloadSha256 === payloadSha256
  const operation: Operation = content.withdraw ? "WITHDRAW" : unchanged ? "CONFIRM" : "UPSERT"
  const version = unchanged ? prior.version : (prior?.version ?? 0) + 1
  const envelope = {
    schema: `${edition.issuer.orgCode.split(".").at(-1)?.toLowerCase()}.tthc/1`,
    operation,
    target,
    recordId: content.recordId,
    version,
    supersedes: prior?.version ?? null,
    effectiveFrom,
    editionId: edition.editionId,
    editionDigest: edition.digest,
    decision: decisionNumberOf(decision) ?? "",
    sender: edition.issuer.orgCode,
    payloadSha256,
  }
  const id = idempotencyKeyOf(envelope)
  return {
    ...envelope,
    id,
    // Derived, so that composing twice gives the same message.
    messageId: sha256(`${id}:${edition.digest}`).slice(0, 26),
    sequence: (prior?.sequence ?? 0) + 1,
    payloadText,
    createdAt: at,
    ...(act ? { act } : {}),
    workflow: beginDelivery(envelope),
    revision: 0,
    attempts: 0,
    nextAttemptAt: at,
    leaseOwner: null,
    leaseUntil: null,
    receipt: null,
    lastError: null,
  }
}
