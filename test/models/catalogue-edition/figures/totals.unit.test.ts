import { expect, test } from "vitest"
import { levelsPer, totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel } from "#test/setup/a-decision.ts"

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

test.each([
  ["every level", atEveryLevel],
  ["one level", undefined],
])("services of %s are counted per agency with every level named, and add up to all", (_what, change) => {
  const { entries } = aFrozenEdition({ rows: 50, partialEvery: 0, ...(change ? { change } : {}) })
  const perAgency = levelsPer(entries, ({ agency }) => agency.name)
  const { levels } = totalsOf(entries)
  for (const [agency, counts] of Object.entries(perAgency)) {
    expect(Object.keys(counts)).toEqual([...SERVICE_LEVELS])
    expect(sum(counts)).toBe(entries.filter((entry) => entry.agency.name === agency).length)
  }
  for (const level of SERVICE_LEVELS)
    expect(Object.values(perAgency).reduce((total, counts) => total + counts[level], 0)).toBe(levels[level])
  expect(sum(levels)).toBe(entries.length)
})
