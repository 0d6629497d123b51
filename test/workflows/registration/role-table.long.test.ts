import { afterAll, beforeAll, expect, test } from "vitest"
import { openTableWalk, type TableWalk } from "./role-table-walk.ts"

let walk: TableWalk
beforeAll(async () => {
  walk = await openTableWalk()
})
afterAll(() => walk.close())

test.each([
  ["everybody is at work", true],
  ["nobody is left whose duty it would be", false],
])(
  "however a registration stands, what the page offers a person is done when they ask, all else is refused: %s",
  {
    timeout: 3_600_000,
  },
  async (_, isStaffed) => {
    await walk.staffed(isStaffed)
    expect(walk.standings.length).toBeGreaterThan(100)
    await walk.tryEverything(walk.standings)
  },
)
