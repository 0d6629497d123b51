import { afterAll, beforeAll, expect, test } from "vitest"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import { openReportingPeriods } from "#workflows/reporting-period/open-periods.server.ts"
import { getCataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { getCockpitList } from "#workflows/screens/cockpit-list.server.ts"
import { listDeadlines } from "#workflows/screens/deadline-page.server.ts"
import { getDeliveryPage } from "#workflows/screens/delivery-page.server.ts"
import { getLeaderOverview, type OverviewTarget } from "#workflows/screens/leader-overview.server.ts"
import { getPeriodPage } from "#workflows/screens/period-page.server.ts"
import { getTaskBoard, getUnitPlanPage } from "#workflows/screens/plan-tasks.server.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
import { refusalOf } from "../../setup/refusal.ts"
import { openTestStore } from "../../setup/store.ts"

const DAY = "2023-06-12"
let store: Store
let office: SmallOffice
let leader: Actor
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "issued" })
  await seedUsers(TRAINING_USERS)
  office.clock.set(instantOf("2023-05-15", "08:00:00"))
  await seedPlan(office.d, PLAN_122)
  office.clock.set(instantOf(DAY, "08:00:00"))
  await openReportingPeriods(office.d)
  leader = await person("chutich")
}, 120_000)
afterAll(() => store.close())

const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actorOn(user, DAY)
}

/** How much the list has that a figure leads to. */
const lengthOf = async (target: OverviewTarget): Promise<number> => {
  const d = office.d
  const actor = leader
  switch (target.list) {
    case "catalogue": {
      const page = await getCataloguePage(d, { query: CatalogueQuery.parse({ level: target.level }) })
      return page?.results.total ?? 0
    }
    case "work": {
      const list = { list: "work", figure: "unapprovedServices", day: target.day } as const
      return (await getCockpitList(d, { campaignId: target.campaignId, list, page: 1, actor })).total
    }
    case "deadlines": {
      const query = {
        kind: "",
        role: "",
        standing: "OVERDUE",
        moved: "",
        within: "",
        sort: "",
        page: 1,
      } as const
      return (await listDeadlines(d, { actor, query })).total
    }
    case "tasks": {
      const query = { unit: "", part: "", state: target.state, occurrence: "", page: 1 }
      return (await getTaskBoard(d, { actor, query })).total
    }
    case "reports": {
      const { counts } = await getPeriodPage(d, { id: target.periodId, actor })
      return target.standing === "RECEIVED" ? counts.received : counts.missing
    }
    case "deliveries": {
      const query = { edition: target.editionId, target: "", status: "live", sort: "", page: 1 } as const
      return (await getDeliveryPage(d, { actor, query })).total
    }
    case "indicators":
      return Number.NaN
  }
}

test("a leader sees ten figures, and each is what its list counts", async () => {
  const { figures } = await getLeaderOverview(office.d, { actor: leader, span: 30 })
  expect(figures).toHaveLength(10)
  for (const { key, value, target } of figures) {
    expect(target, key).not.toBeNull()
    if (target && target.list !== "indicators") expect(await lengthOf(target), key).toBe(value)
  }
  expect(figures.find(({ key }) => key === "services")?.value).toBeGreaterThan(0)
  expect(figures.find(({ key }) => key === "tasksLate")?.value).toBeGreaterThan(0)
  expect(figures.find(({ key }) => key === "reportsMissing")?.value).toBeGreaterThan(0)
})

test("what is late is named by the unit's own page, and what changed in the days asked about", async () => {
  const { late, changes, since } = await getLeaderOverview(office.d, { actor: leader, span: 90 })
  const [most] = late.units
  const page = await getUnitPlanPage(office.d, { agencyId: most?.id ?? "", actor: leader })
  expect(page.late).toHaveLength(most?.tasks ?? 0)
  expect(changes.map(({ kind }) => kind)).toContain("FELL_DUE")
  expect(changes.map(({ kind }) => kind)).toContain("ISSUED")
  expect(changes.every(({ day }) => day >= since && day <= DAY)).toBe(true)
  const week = await getLeaderOverview(office.d, { actor: leader, span: 7 })
  expect(week.changes.length).toBeLessThan(changes.length)
})

test("what changed leads to a list with that very count", async () => {
  const { changes } = await getLeaderOverview(office.d, { actor: leader, span: 30 })
  const counted = changes.filter(({ kind }) => kind !== "ISSUED")
  expect(counted.length).toBeGreaterThan(0)
  for (const change of counted) {
    if (change.kind !== "ACCEPTED" && change.kind !== "FELL_DUE") continue
    const { occurrence, since, count } = change
    const state = change.kind === "ACCEPTED" ? "accepted" : "LATE"
    const query = { unit: "", part: "", state, occurrence, since, page: 1 } as const
    expect((await getTaskBoard(office.d, { actor: leader, query })).total, change.name).toBe(count)
  }
})

test("whoever does not oversee the province is refused", async () => {
  const officer = await person("chuyenvien.tuphap")
  expect((await refusalOf(getLeaderOverview(office.d, { actor: officer, span: 30 }))).code).toBe("FORBIDDEN")
})
