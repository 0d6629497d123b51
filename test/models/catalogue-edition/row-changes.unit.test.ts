import { expect, test } from "vitest"
import { rowChangeCounts, rowChanges } from "#models/catalogue-edition/row-changes.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"

const { entries } = aFrozenEdition({
  rows: 6,
  partialEvery: 0,
  change: (entry) => ({ ...entry, note: "" }),
})
const [raised, lowered, reworded, gone, kept, late] = entries
if (!raised || !lowered || !reworded || !gone || !kept || !late) throw new Error("six rows")
const partial = { level: "PARTIAL", partialReason: "PHYSICAL_PRESENCE", citation: "Điều 14" } as const
const before = [{ ...raised, ...partial }, lowered, reworded, gone, kept]

test("an amendment tells of each service what it was and what it is, column by column, and why", () => {
  const changes = rowChanges({
    before,
    now: [
      raised,
      { ...lowered, ...partial, note: "Hệ thống của Bộ dừng" },
      { ...reworded, unit: { ...reworded.unit, name: "Sở Nội vụ" } },
      { ...gone, level: "INFORMATION_ONLY" },
      kept,
      late,
    ],
    isWhole: false,
    reasonOf: ({ note }) => note || "Theo đề nghị của đơn vị",
  })
  expect(changes.map(({ kind, serviceId }) => [kind, serviceId])).toEqual([
    ["NEW", late.serviceId],
    ["RAISED", raised.serviceId],
    ["LOWERED", lowered.serviceId],
    ["REWORDED", reworded.serviceId],
    ["WITHDRAWN", gone.serviceId],
  ])
  expect(changes[0]?.columns).toEqual([{ column: "level", before: "", now: "Toàn trình" }])
  expect(changes[2]?.columns).toEqual([
    { column: "level", before: "Toàn trình", now: "Một phần" },
    {
      column: "partialReason",
      before: "",
      now: "Người thực hiện phải có mặt tại cơ quan theo quy định (Điều 14)",
    },
    { column: "note", before: lowered.note, now: "Hệ thống của Bộ dừng" },
  ])
  expect(changes[2]?.reason).toBe("Hệ thống của Bộ dừng")
  expect(changes[3]?.columns).toEqual([{ column: "unit", before: reworded.unit.name, now: "Sở Nội vụ" }])
  expect(changes[4]?.reason).toBe("Theo đề nghị của đơn vị")
})

test("what an amendment does not name is not in its annex; of a whole catalogue it is what left", () => {
  expect(rowChanges({ before, now: [kept], isWhole: false })).toEqual([])
  const whole = rowChanges({ before, now: [kept], isWhole: true })
  expect(rowChangeCounts(whole)).toEqual({ NEW: 0, RAISED: 0, LOWERED: 0, REWORDED: 0, WITHDRAWN: 4 })
  expect(whole[0]?.columns).toEqual([{ column: "level", before: "Một phần", now: "" }])
})

test("the same rows in another order differ in nothing", () => {
  expect(rowChanges({ before, now: before.toReversed(), isWhole: true })).toEqual([])
})
