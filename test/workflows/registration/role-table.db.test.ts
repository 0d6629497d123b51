import { afterAll, beforeAll, expect, test } from "vitest"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { numbersFrom } from "#test/setup/numbers-from.ts"
import { openTableWalk, type TableWalk } from "./role-table-walk.ts"

/** A sample of each state; `npm run test:long` walks everything. The next sample: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20230306)
const OF_EACH_STATE = 2

let walk: TableWalk
beforeAll(async () => {
  walk = await openTableWalk()
})
afterAll(() => walk.close())

const sample = () => {
  const next = numbersFrom(SEED)
  return [...Map.groupBy(walk.standings, ({ state }) => state).values()].flatMap((same) =>
    same
      .map((standing) => ({ standing, place: next() }))
      .sort((one, other) => one.place - other.place)
      .slice(0, OF_EACH_STATE)
      .map(({ standing }) => standing),
  )
}

test("a registration can be walked to every state it can have", () => {
  expect(new Set(walk.standings.map(({ state }) => state))).toEqual(new Set(REGISTRATION_STATES))
})

test.each([
  ["everybody is at work", true],
  ["nobody is left whose duty it would be", false],
])(
  `in every state what the page offers a person is done when they ask, all else is refused with its reason: %s (seed ${SEED})`,
  {
    timeout: 120_000,
  },
  async (_, isStaffed) => {
    await walk.staffed(isStaffed)
    const sum = { taken: 0, refused: 0 }
    for (const standing of sample()) {
      const { taken, refused } = await walk.tryEverything(standing)
      sum.taken += taken
      sum.refused += refused
    }
    expect(sum.taken).toBeGreaterThan(50)
    expect(sum.refused).toBeGreaterThan(1_000)
  },
)
