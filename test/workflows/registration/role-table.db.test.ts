import { afterAll, beforeAll, expect, test } from "vitest"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { numbersFrom } from "#test/setup/numbers-from.ts"
import { openTableWalk, stepEdges, type TableWalk } from "./role-table-walk.ts"

/** Whatever leads on to an edge, and a sample of each state; `npm run test:long` walks everything. The next sample: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20230306)

const edges = new Set<string>()
let walk: TableWalk
beforeAll(async () => {
  walk = await openTableWalk()
})
afterAll(() => walk.close())

/** Where somebody's duty may be nobody's. */
const DUTIES = ["awaitingUnitHead", "registered", "underAppraisal", "consulting"]

const sample = () => {
  const next = numbersFrom(SEED)
  const chosen = [...Map.groupBy(walk.standings, ({ state }) => state).values()].map(
    (same) => same[Math.floor(next() * same.length)],
  )
  const onTheWay = walk.standings.filter(({ leadsTo }) => leadsTo.length > 0)
  return new Set([...onTheWay, ...chosen.filter((standing) => standing !== undefined)])
}

test("a registration can be walked to every state it can have", () => {
  expect(new Set(walk.standings.map(({ state }) => state))).toEqual(new Set(REGISTRATION_STATES))
})

test.each([
  ["everybody is at work", true, REGISTRATION_STATES],
  ["nobody is left whose duty it would be", false, DUTIES],
])(
  `in every state what the page offers a person is done when they ask, all else is refused with its reason: %s (seed ${SEED})`,
  {
    timeout: 120_000,
  },
  async (_, isStaffed, states) => {
    await walk.staffed(isStaffed)
    const chosen = [...sample()].filter((standing) => states.some((state) => state === standing.state))
    const { taken, refused } = await walk.tryEverything(chosen)
    for (const edge of taken) edges.add(edge)
    expect(refused).toBeGreaterThan(1_000)
  },
)

test("so every edge that a person's step draws was taken", () => {
  // What is announced ends where the portals are told, not by this step (`repeal-procedure.db.test.ts`).
  const elsewhere = ["announced", "published"].map((state) => `${state} --procedure.repealed--> repealed`)
  expect(stepEdges().filter((edge) => !edges.has(edge))).toEqual(elsewhere)
})
