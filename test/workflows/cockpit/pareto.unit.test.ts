import fc from "fast-check"
import { expect, test } from "vitest"
import { BARRIER_KINDS } from "#workflows/barriers/barrier-kinds.ts"
import { paretoOf } from "#workflows/cockpit/pareto.ts"

const anyBlocked = fc.array(
  fc.record({ barriers: fc.uniqueArray(fc.constantFrom(...BARRIER_KINDS), { minLength: 1, maxLength: 4 }) }),
  { minLength: 1, maxLength: 40 },
)

test("barriers stand most first, and all together reach every service that is kept back, each once", () => {
  fc.assert(
    fc.property(anyBlocked, (services) => {
      const rows = paretoOf(services)
      const counts = rows.map((row) => row.services)
      expect(counts).toEqual([...counts].sort((a, b) => b - a))
      const reached = rows.map((row) => row.reached)
      expect(reached).toEqual([...reached].sort((a, b) => a - b))
      expect(reached[0]).toBe(counts[0])
      expect(reached.at(-1)).toBe(services.length)
    }),
  )
})

test("with nothing kept back there is nothing to rank", () => {
  expect(paretoOf([{ barriers: [] }])).toEqual([])
})
