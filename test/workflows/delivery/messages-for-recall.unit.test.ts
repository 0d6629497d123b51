import { expect, test } from "vitest"
import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { type OutboxMessage, recordKeyOf } from "#models/outbox/outbox-message.ts"
import { messagesForRecall } from "#workflows/delivery/messages-for-recall.ts"
import { anEdition } from "../portal-record/a-small-edition.ts"
import { messagesOf, NOW, rows, TARGETS } from "./an-outbox.ts"

const decision = { number: "658", symbol: "QĐ-UBND", day: "2023-05-12" }
const row = (entry: CatalogueEntry, editionId: string) => ({
  entry,
  standsOn: { editionId, number: "658/QĐ-UBND", day: "2023-05-12" },
})
const recalled = (
  changes: { before?: CatalogueEntry | undefined; after?: CatalogueEntry | undefined }[],
  prior: OutboxMessage[],
) =>
  messagesForRecall({
    edition: anEdition(rows(3)),
    decision,
    changes: changes.map(({ before, after }) => ({
      serviceId: (before ?? after)?.serviceId ?? "",
      before: before && row(before, "2023-1"),
      after: after && row(after, "2022-1"),
    })),
    targets: TARGETS,
    priorVersions: new Map(prior.map((one) => [recordKeyOf(one.target, one.recordId), one])),
    at: NOW,
  })

test("services of a recalled decision that are in force no more are withdrawn from the service portals", () => {
  const [one, two] = rows(2)
  const messages = recalled([{ before: one }, { before: two && { ...two, level: "NOT_PROVIDED" } }], [])
  expect(messages.map(({ target, recordId, operation }) => [target, recordId, operation])).toEqual([
    ["cong-tinh", one?.serviceId, "WITHDRAW"],
    ["cong-quoc-gia", one?.serviceId, "WITHDRAW"],
  ])
  expect(messages[0]?.payloadText).toContain("Quyết định công bố đã bị thu hồi.")
})

test("a service that comes back by an earlier decision is sent as that one has it, after what the portal holds", () => {
  const [one, two] = rows(2)
  const prior = messagesOf(anEdition(rows(2)))
  const former = one && { ...one, onlinePayment: !one.onlinePayment }
  const messages = recalled(
    [
      { before: one, after: former },
      // The former decision says the very same of this one: nothing to tell.
      { before: two, after: two },
    ],
    prior,
  )
  // The national portal keeps no payments: it already holds what the former decision says.
  expect(
    messages.map(({ target, operation, version, sequence }) => [target, operation, version, sequence]),
  ).toEqual([["cong-tinh", "UPSERT", 2, 2]])
})
