import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import type { Store } from "#models/store/connection.server.ts"
import { messagesForEdition } from "#workflows/delivery/messages-for-edition.ts"
import { anEdition, aRow, DECISION, procedureNumber } from "../portal-record/a-small-edition.ts"

type PortalToFill = Pick<PortalTarget, "id" | "record" | "unitRows">

export const NOW = new Date("2023-06-02T08:15:00+07:00")
export const PROVINCE: PortalToFill[] = [{ id: "cong-tinh", record: "PROVINCIAL_SERVICE" }]
export const TARGETS: PortalToFill[] = [
  ...PROVINCE,
  { id: "cong-quoc-gia", record: "NATIONAL_SERVICE" },
  { id: "du-lieu-mo", record: "DATASET" },
]

export const rows = (count: number, over: Partial<CatalogueEntry> = {}): CatalogueEntry[] =>
  Array.from({ length: count }, (_, index) => aRow({ procedure: procedureNumber(index + 1), ...over }))

/** The messages of an edition, as issuing it would compose them. */
export const messagesOf = (
  edition: FrozenEdition,
  priorVersions: Awaited<ReturnType<typeof latestVersions>> = new Map(),
  targets = TARGETS,
): OutboxMessage[] => messagesForEdition({ edition, decision: DECISION, targets, priorVersions, at: NOW })

/** Puts an edition's messages into the store, building on what is there. */
export const fillOutbox = async (
  store: Store,
  edition: FrozenEdition = anEdition(rows(3)),
  targets = TARGETS,
): Promise<OutboxMessage[]> =>
  store.inTransaction(async (session) => {
    const messages = messagesOf(edition, await latestVersions(session), targets)
    await addMessages(messages, session)
    return messages
  })
