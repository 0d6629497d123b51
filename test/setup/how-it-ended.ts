import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"

/** How a year ended: what must be the same however often the office was killed on the way. */
export type YearsEnd = {
  state: string
  digest: string | null
  rows: number
  /** Of the rows of the edition, of every message with where it stands, of every service's level. */
  digests: Record<"rows" | "messages" | "levels", string>
  messages: number
  /** Records that have more than one message of the edition at a portal. */
  repeated: string[]
  registrations: { state: string; count: number }[]
  findings: unknown[]
}

export const howItEnded = async (campaignId: string): Promise<YearsEnd> => {
  const { workflow } = await getCampaign(campaignId)
  const { frozen } = workflow.context
  const edition = frozen && (await getFrozenEdition(`${campaignId}/${frozen.draft}`))
  const messages: string[] = []
  const perRecord = new Map<string, number>()
  for await (const batch of readOutbox())
    for (const { target, recordId, operation, version, payloadSha256, workflow: delivery } of batch) {
      messages.push([target, recordId, operation, version, payloadSha256, delivery.value].join(" "))
      perRecord.set(`${target} ${recordId}`, (perRecord.get(`${target} ${recordId}`) ?? 0) + 1)
    }
  const services = await findActiveServices()
  return {
    state: workflow.value,
    digest: edition?.digest ?? null,
    rows: edition?.entries.length ?? 0,
    digests: {
      rows: digestOf(edition?.entries ?? []),
      messages: digestOf(messages.sort()),
      levels: digestOf(services.map(({ id, announcedLevel }) => [id, announcedLevel])),
    },
    messages: messages.length,
    repeated: [...perRecord].flatMap(([key, count]) => (count > 1 ? [key] : [])),
    registrations: (await countRegistrations(campaignId)).map(({ state, count }) => ({ state, count })),
    findings: workflow.value === "published" ? (await verifyStore()).findings : [],
  }
}
