import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest"
import {
  addMessages,
  countByStatus,
  findMessages,
  getMessage,
  latestVersions,
  readOutbox,
} from "#models/outbox/outbox.repository.server.ts"
import { claimDue, nextDueAt, saveOutcomes } from "#models/outbox/outbox-leases.repository.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"
import { fillOutbox, messagesOf, NOW, PROVINCE, rows } from "#test/workflows/delivery/an-outbox.ts"
import { anEdition } from "#test/workflows/portal-record/a-small-edition.ts"

const LATER = new Date(NOW.getTime() + 11 * 60_000)

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await OutboxMessageModel.createIndexes()
})
afterEach(async () => {
  await OutboxMessageModel.deleteMany({})
})
afterAll(() => store.close())

const add = (messages: OutboxMessage[]) => store.inTransaction((session) => addMessages(messages, session))
const outcome = (message: OutboxMessage, over: object = {}) => ({
  id: message.id,
  readRevision: message.revision,
  workflow: { ...message.workflow, value: "sent" as const },
  attempts: 1,
  nextAttemptAt: NOW,
  leaseOwner: null,
  leaseUntil: null,
  receipt: null,
  lastError: null,
  ...over,
})
const save = (outcomes: ReturnType<typeof outcome>[]) =>
  store.inTransaction((session) => saveOutcomes(outcomes, session))

test("an edition's messages go in together or not at all", async () => {
  const messages = messagesOf(anEdition(rows(2)), new Map(), PROVINCE)
  await expect(
    store.inTransaction(async (session) => {
      await addMessages(messages, session)
      throw new Error("the decision was not issued after all")
    }),
  ).rejects.toThrow()
  expect((await findMessages({ editionId: "2023-1" })).total).toBe(0)
})

test("an edition issued twice is refused by the store and leaves one set of messages", async () => {
  const messages = messagesOf(anEdition(rows(2)), new Map(), PROVINCE)
  await add(messages)
  await expect(add(messages)).rejects.toThrow(/E11000|duplicate/)
  // Nor may another edition, blind to the first, take the same place in a record's order.
  const blind = messages.map((message) => ({ ...message, id: `other:${message.id}`, editionId: "2024-1" }))
  await expect(add(blind)).rejects.toThrow(/E11000|duplicate/)
  expect((await findMessages({ editionId: "2023-1" })).total).toBe(2)
})

test("a message comes back as it went in", async () => {
  const [message] = messagesOf(anEdition(rows(1)))
  if (!message) throw new Error("a message expected")
  await add([message])
  expect(await getMessage(message.id)).toEqual(message)
  await expect(getMessage("không có")).rejects.toThrow("Không tìm thấy bản tin")
})

test("the newest version of each record is known per portal", async () => {
  await fillOutbox(store, anEdition(rows(2)), PROVINCE)
  await fillOutbox(store, anEdition(rows(2), { editionId: "2024-1" }), PROVINCE)
  const latest = [...(await latestVersions()).values()]
  expect(latest.map(({ version, sequence, operation }) => [version, sequence, operation])).toEqual([
    [1, 2, "CONFIRM"],
    [1, 2, "CONFIRM"],
  ])
})

test("what one worker has claimed nobody else gets before the lease ends", async () => {
  await fillOutbox(store, anEdition(rows(5)), PROVINCE)
  const first = await claimDue("cong-tinh", NOW, "a", 3)
  const second = await claimDue("cong-tinh", NOW, "b", 10)
  expect([first.length, second.length]).toEqual([3, 2])
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(5)
  expect(await claimDue("cong-tinh", NOW, "c", 10)).toEqual([])
  expect(await claimDue("cong-tinh", LATER, "c", 10)).toHaveLength(5)
})

test("many workers claiming at once share the work without overlap", async () => {
  await fillOutbox(store, anEdition(rows(40)), PROVINCE)
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, n) => claimDue("cong-tinh", NOW, `worker-${n}`, 10)),
  )
  const ids = claims.flat().map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(new Set(ids).size).toBe(ids.length)
})

test("of two workers that saw the same messages free only the first to ask gets them", async () => {
  await fillOutbox(store, anEdition(rows(3)), PROVINCE)
  const claimedInBetween: OutboxMessage[] = []
  const updateMany = OutboxMessageModel.updateMany.bind(OutboxMessageModel)
  const spy = vi.spyOn(OutboxMessageModel, "updateMany").mockImplementationOnce(((
    ...update: Parameters<typeof updateMany>
  ) => {
    spy.mockRestore()
    return claimDue("cong-tinh", NOW, "faster", 10).then((claimed) => {
      claimedInBetween.push(...claimed)
      return updateMany(...update)
    })
  }) as never)
  expect(await claimDue("cong-tinh", NOW, "slower", 10)).toEqual([])
  expect(claimedInBetween).toHaveLength(3)
})

test("only what is due at that portal is claimed", async () => {
  const [message] = await fillOutbox(store, anEdition(rows(1)))
  if (!message) throw new Error("a message expected")
  await save([outcome(message, { nextAttemptAt: LATER })])
  expect(await claimDue("cong-tinh", NOW, "a", 10)).toEqual([])
  expect(await nextDueAt("cong-tinh")).toEqual(LATER)
  expect(await claimDue("cong-quoc-gia", NOW, "a", 10)).toHaveLength(1)
  expect(await claimDue("cong-tinh", LATER, "a", 10)).toHaveLength(1)
})

test("an outcome for a message that moved in between is not saved, the others are", async () => {
  const [moved, still] = await fillOutbox(store, anEdition(rows(2)), PROVINCE)
  if (!moved || !still) throw new Error("two messages expected")
  expect([...(await save([outcome(moved)]))]).toEqual([moved.id])
  const late = outcome(moved, { workflow: { ...moved.workflow, value: "rejected" } })
  expect([...(await save([late, outcome(still)]))]).toEqual([still.id])
  expect((await getMessage(moved.id)).workflow.value).toBe("sent")
})

test("deliveries are counted per portal and state, listed by page and read in batches", async () => {
  const messages = await fillOutbox(store, anEdition(rows(3)))
  const [first] = messages
  if (!first) throw new Error("a message expected")
  await save([outcome(first)])
  expect(await countByStatus("2023-1")).toEqual([
    { target: "cong-quoc-gia", status: "pending", count: 3 },
    { target: "cong-tinh", status: "pending", count: 2 },
    { target: "cong-tinh", status: "sent", count: 1 },
    { target: "du-lieu-mo", status: "pending", count: 1 },
  ])
  const page = await findMessages({ editionId: "2023-1", target: "cong-tinh", page: 2, pageSize: 2 })
  expect([page.messages.length, page.total]).toEqual([1, 3])
  const sent = await findMessages({ editionId: "2023-1", status: "sent" })
  expect(sent.messages.map(({ id }) => id)).toEqual([first.id])
  const read: string[] = []
  for await (const batch of readOutbox(3)) read.push(...batch.map(({ id }) => id))
  expect(read.sort()).toEqual(messages.map(({ id }) => id).sort())
})
