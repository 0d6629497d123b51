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
    fallen: [{ edition: anEdition(rows(3)), decision, annexes: [] }],
    reason: "Sai thẩm quyền",
    at: NOW,
  }).filter(({ target }) => target !== "du-lieu-mo")

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

test("the open-data portal is told that the dataset is withdrawn, and those of the amendments that fall with it", () => {
  const edition = anEdition(rows(3))
  const amendment = { ...edition, id: "2023-2/1", editionId: "2023-2", sequence: 2 }
  const prior = messagesOf(edition, new Map(), [{ id: "du-lieu-mo", record: "DATASET" }])
  const messages = messagesForRecall({
    edition,
    decision,
    changes: [],
    fallen: [
      { edition, decision, annexes: [] },
      { edition: amendment, decision: { ...decision, number: "700" }, annexes: [] },
    ],
    reason: "Sai thẩm quyền",
    targets: TARGETS,
    priorVersions: new Map(prior.map((one) => [recordKeyOf(one.target, one.recordId), one])),
    at: NOW,
  })
  expect(
    messages.map(({ target, recordId, operation, version, act }) => [
      target,
      recordId,
      operation,
      version,
      act,
    ]),
  ).toEqual([
    ["du-lieu-mo", "danh-muc/2023-1", "UPSERT", 2, { kind: "RECALL", id: "2023-1" }],
    ["du-lieu-mo", "danh-muc/2023-2", "UPSERT", 1, { kind: "RECALL", id: "2023-1" }],
  ])
  const [own, fallen] = messages.map(({ payloadText }) => payloadText)
  expect(own).toContain("dataset-status/WITHDRAWN")
  expect(own).toMatch(/Quyết định số 658\/QĐ-UBND bị thu hồi ngày \d\d\/\d\d\/\d{4}: Sai thẩm quyền/)
  expect(fallen).toContain("cùng Quyết định số 658/QĐ-UBND bị thu hồi")
})

test("what a portal was told to withdraw before is not withdrawn again", () => {
  const [one] = rows(1)
  const first = recalled([{ before: one }], [])
  expect(first).toHaveLength(2)
  expect(recalled([{ before: one }], first)).toEqual([])
})
