import { findUnitGroups } from "#models/agency/agency.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import {
  countByStatus,
  type DeliveryCount,
  findMessages,
  getMessage,
  type MessageRow,
} from "#models/outbox/outbox.repository.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { DeliveryState } from "#models/outbox/states.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { dayOf } from "#models/shared/dates.ts"
import { readOrder } from "#models/shared/list-order.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { agencyNames } from "./registration-list.server.ts"

type DeliveryPageDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "portalTargetsOn" | "agencies">
}

export const MESSAGES_PER_PAGE = 50

export type DeliveryRow = Pick<
  MessageRow,
  "id" | "recordId" | "operation" | "version" | "attempts" | "nextAttemptAt" | "lastError"
> & {
  /** The record in words: code of the service and unit. */
  recordName: string
  target: string
  targetName: string
  state: DeliveryState
}

export type DeliveryPage = {
  editions: { id: string; name: string }[]
  /** The edition shown: the one asked for, else the newest issued; null while nothing has been issued. */
  editionId: string | null
  targets: { id: string; name: string }[]
  counts: DeliveryCount[]
  rows: DeliveryRow[]
  total: number
  page: number
}

export type DeliveryQuery = {
  edition: string
  target: string
  status: DeliveryState | ""
  /** A column: `record`, `attempts`, `next`. */
  sort: string
  page: number
}

/** The messages of one edition by portal and state. @throws ForbiddenError */
export const getDeliveryPage = async (
  d: DeliveryPageDependencies,
  { actor, query }: { actor: Actor; query: DeliveryQuery },
): Promise<DeliveryPage> => {
  await authorise(d, actor, "delivery.view", { kind: "outbox", id: "*" })
  const issued = (await findCampaigns()).filter(({ workflow }) => workflow.context.issued !== null)
  const editions = issued.map(({ id, name }) => ({ id, name }))
  const editionId = editions.find(({ id }) => id === query.edition)?.id ?? editions[0]?.id ?? null
  if (!editionId) return { editions, editionId, targets: [], counts: [], rows: [], total: 0, page: 1 }
  const names = await namesOn(d)
  const counts = await countByStatus(editionId)
  const { messages, total } = await findMessages({
    editionId,
    target: query.target || undefined,
    status: query.status || undefined,
    order: readOrder(query.sort),
    page: query.page,
    pageSize: MESSAGES_PER_PAGE,
  })
  return {
    editions,
    editionId,
    targets: [...new Set(counts.map(({ target }) => target))].map((id) => ({ id, name: names.target(id) })),
    counts,
    rows: messages.map((message) => toRow(message, names)),
    total,
    page: query.page,
  }
}

type Names = { target: (id: string) => string; record: (recordId: string) => string }

const namesOn = async (d: DeliveryPageDependencies): Promise<Names> => {
  const today = dayOf(d.clock.now())
  const targets = new Map((await d.reference.portalTargetsOn(today)).map(({ id, name }) => [id, name]))
  const groups = (await findUnitGroups()).map(({ id, name }) => [id, name] as const)
  const units = new Map([...(await agencyNames(d)), ...groups])
  return {
    target: (id) => targets.get(id) ?? id,
    record: (recordId) => {
      const [code = recordId, agencyId] = recordId.split("@")
      return agencyId === undefined ? recordId : `${code} · ${units.get(agencyId) ?? agencyId}`
    },
  }
}

const toRow = (message: MessageRow, names: Names): DeliveryRow => ({
  id: message.id,
  recordId: message.recordId,
  recordName: names.record(message.recordId),
  operation: message.operation,
  version: message.version,
  attempts: message.attempts,
  nextAttemptAt: message.nextAttemptAt,
  lastError: message.lastError,
  target: message.target,
  targetName: names.target(message.target),
  state: message.workflow.value,
})

export type MessageDetail = DeliveryRow &
  Pick<
    OutboxMessage,
    | "messageId"
    | "schema"
    | "editionId"
    | "editionDigest"
    | "decision"
    | "supersedes"
    | "effectiveFrom"
    | "sender"
    | "payloadSha256"
    | "createdAt"
    | "receipt"
  > & {
    /** The record as sent, laid out for reading. */
    payload: string
    liveAt: string | null
    /** Stopped, and this person may have it tried again. */
    mayResend: boolean
    /** Parked or refused: it goes no further by itself. */
    isStopped: boolean
  }

/** One message with everything that is known of it. @throws NotFoundError, ForbiddenError */
export const getMessageDetail = async (
  d: DeliveryPageDependencies,
  { actor, messageId }: { actor: Actor; messageId: string },
): Promise<MessageDetail> => {
  await authorise(d, actor, "delivery.view", { kind: "outbox", id: messageId })
  const message = await getMessage(messageId)
  const { workflow, payloadText, ...rest } = message
  const isStopped = ["parked", "rejected"].includes(workflow.value)
  return {
    ...toRow(message, await namesOn(d)),
    messageId: rest.messageId,
    schema: rest.schema,
    editionId: rest.editionId,
    editionDigest: rest.editionDigest,
    decision: rest.decision,
    supersedes: rest.supersedes,
    effectiveFrom: rest.effectiveFrom,
    sender: rest.sender,
    payloadSha256: rest.payloadSha256,
    createdAt: rest.createdAt,
    receipt: rest.receipt,
    payload: JSON.stringify(JSON.parse(payloadText), null, 2),
    liveAt: workflow.context.liveAt,
    isStopped,
    mayResend: isStopped && isAllowed(actor, "delivery.run"),
  }
}
