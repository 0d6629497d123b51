import { expect, test } from "vitest"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { returnsOfToday } from "#workflows/screens/unit-returns-page.server.ts"

const office = officeForEach()
const someone = (role: Role, agencyId: string): Actor => ({
  id: "ai.do",
  name: "Lê Thị Thử",
  assignments: [{ role, agencyId }],
})

test("from the navigation the provincial office comes to every unit's return, a unit to its own", async () => {
  expect(await returnsOfToday(office.staff.reviewer)).toEqual({ campaignId: "2023-1", agencyId: null })
  for (const role of ["SPECIALIST", "UNIT_HEAD"] as const)
    expect(await returnsOfToday(someone(role, "so-tu-phap"))).toEqual({
      campaignId: "2023-1",
      agencyId: "so-tu-phap",
    })
})

test("who has no unit, or one without a service in the review, is led to the reviews instead", async () => {
  expect(await returnsOfToday(someone("SPECIALIST", "so-y-te"))).toBeNull()
  expect(await returnsOfToday({ id: "ai.do", name: "Lê Thị Thử", assignments: [] })).toBeNull()
})
