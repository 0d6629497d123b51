import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, isValidOn } from "#models/shared/dates.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { fitFaults, followedBy } from "#workflows/regimes/fits-others.ts"

const STANDING = [{ ...REGIME_A, validFrom: "2022-08-15" }, REGIME_B]
const TODAY = "2026-11-26"
const pack = (over: Partial<typeof REGIME_B>) => ({
  ...REGIME_B,
  id: "moi",
  validFrom: "2027-01-01",
  validTo: null,
  ...over,
})
const fields = (over: Partial<typeof REGIME_B>, today = TODAY) =>
  fitFaults(pack(over), STANDING, today).map(({ field }) => field)

test("a pack from a day ahead follows the one in force", () => {
  expect(fields({})).toEqual([])
  expect(followedBy(pack({}), STANDING)?.id).toBe(REGIME_B.id)
})

test("a taken id, a day that is past, a shared day and a gap are each said", () => {
  expect(fields({ id: REGIME_A.id })).toEqual(["id"])
  expect(fields({ validFrom: TODAY })).toEqual(["validFrom"])
  expect(fields({ validFrom: "2025-01-01" }, "2024-01-01")).toEqual(["validFrom"])
  expect(fields({ validFrom: "2010-01-01", validTo: "2011-01-01" }, "2009-01-01")).toEqual(["validFrom"])
})

test("a pack that fits leaves every day covered by one pack and no more", () => {
  const days = fc.integer({ min: 1, max: 3000 }).map((n) => addDays("2022-08-15", n))
  fc.assert(
    fc.property(
      days,
      fc.option(fc.integer({ min: 0, max: 2000 }), { nil: null }),
      days,
      (from, length, day) => {
        const next = pack({ validFrom: from, validTo: length === null ? null : addDays(from, length) })
        fc.pre(fitFaults(next, STANDING, "2022-08-15").length === 0)
        const followed = followedBy(next, STANDING)
        const after = [
          ...STANDING.map((one) => (one.id === followed?.id ? { ...one, validTo: addDays(from, -1) } : one)),
          next,
        ]
        expect(after.filter((one) => isValidOn(one, day)).length).toBeLessThanOrEqual(1)
        expect(after.filter((one) => isValidOn(one, from)).length).toBe(1)
        expect(after.filter((one) => isValidOn(one, addDays(from, -1))).length).toBe(1)
      },
    ),
  )
})
