import { afterAll, beforeAll, expect, test, vi } from "vitest"
import {
  appendAuditEntries,
  countActsBy,
  findAuditPage,
} from "#models/audit/audit-entry.repository.server.ts"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import type { AuditDraft } from "#models/audit/audit-entry.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  const drafts = Array.from({ length: 1_130 }, (_, index) => entry(index + 1))
  await store.inTransaction((session) => appendAuditEntries(drafts, session))
})
afterAll(() => store.close())

/** Every tenth is of another kind. */
const entry = (n: number): AuditDraft => ({
  at: new Date(Date.UTC(2023, 2, 6, 1, 0, n)).toISOString(),
  by: n <= 3 ? "first" : "clerk",
  byName: "",
  subject: { kind: "campaign", id: "2023-1" },
  type: n % 10 === 0 ? "access.denied" : "campaign.opened",
  from: null,
  to: null,
  payload: {},
  machineVersion: null,
})
const numbers = async (...asked: Parameters<typeof findAuditPage>) => {
  const { entries, ...counts } = await findAuditPage(...asked)
  return { first: entries[0]?.sequence, last: entries.at(-1)?.sequence, shown: entries.length, ...counts }
}

test("the whole log is paged by its numbers either way, and never counted", async () => {
  const counting = vi.spyOn(AuditEntryModel, "countDocuments")
  const all = { total: 1_130, isMore: false }
  expect(await numbers({}, 1, 50)).toEqual({ first: 1_130, last: 1_081, shown: 50, ...all })
  expect(await numbers({}, 23, 50)).toEqual({ first: 30, last: 1, shown: 30, ...all })
  expect(await numbers({}, 24, 50)).toEqual({ shown: 0, ...all })
  const isOldestFirst = true
  expect(await numbers({ isOldestFirst }, 1, 50)).toEqual({ first: 1, last: 50, shown: 50, ...all })
  expect(await numbers({ isOldestFirst }, 23, 50)).toEqual({ first: 1_101, last: 1_130, shown: 30, ...all })
  expect(counting).not.toHaveBeenCalled()
  counting.mockRestore()
})

test("what a filter finds is counted up to a thousand, and beyond that said to be more until its last page", async () => {
  const denied = { type: "access.denied" }
  expect(await numbers(denied, 3, 50)).toEqual({ first: 130, last: 10, shown: 13, total: 113, isMore: false })
  const opened = { type: "campaign.opened" }
  const more = { total: 1_000, isMore: true }
  expect(await numbers(opened, 1, 50)).toEqual({ first: 1_129, last: 1_075, shown: 50, ...more })
  expect(await numbers(opened, 20, 50)).toMatchObject({ shown: 50, ...more })
  expect(await numbers(opened, 21, 50)).toEqual({
    first: 18,
    last: 1,
    shown: 17,
    total: 1_017,
    isMore: false,
  })
  expect(await numbers(opened, 40, 50)).toEqual({ shown: 0, ...more })
  expect(await numbers({ by: "nobody" }, 1, 50)).toEqual({ shown: 0, total: 0, isMore: false })
})

test("what one person did is found without reading what everybody did", async () => {
  const asked = await AuditEntryModel.aggregate([{ $match: { by: "first" } }]).explain("executionStats")
  const plan = JSON.stringify(asked)
  expect(plan).toContain("IXSCAN")
  expect(plan).not.toContain("COLLSCAN")
  expect(await countActsBy("first")).toEqual([
    { kind: "campaign", type: "campaign.opened", count: 3, last: entry(3).at },
  ])
})
