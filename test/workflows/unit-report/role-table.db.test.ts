import { beforeAll, expect, test } from "vitest"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { ROLES } from "#models/shared/workflow.ts"
import type { ReportState } from "#models/unit-report/states.ts"
import { REPORT_STATE_LABELS } from "#models/unit-report/states.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { reportIdOf } from "#models/unit-report/unit-report.ts"
import { edgesOf } from "#test/setup/chart-walk.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { type Asked, type TableWalk, walkPages } from "#test/setup/page-table-walk.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { lockPeriod } from "#workflows/reporting-period/lock-period.server.ts"
import { withdrawRequest } from "#workflows/reporting-period/request-report.server.ts"
import { getReportPage } from "#workflows/screens/unit-report-page.server.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"
import { BY_UNIT } from "#workflows/unit-report/report-step.ts"
import { REPORT_STEPS } from "#workflows/unit-report/steps/index.ts"
import { askOfReport, askUnits, COORDINATOR, personOf, REASON, seenPeriod } from "./a-request.ts"

const UNIT = "so-tu-phap"
const OTHER_UNIT = "so-y-te"
const office = officeForAll()

/** Every role in the unit whose report it is, and in another. */
const PEOPLE = ROLES.flatMap((role) => [
  personOf(`${role.toLowerCase()}.trong`, role, UNIT),
  personOf(`${role.toLowerCase()}.ngoai`, role, OTHER_UNIT),
])

let periodId = ""
let walk: TableWalk
beforeAll(async () => {
  periodId = await askUnits(office, [UNIT])
  const reportId = reportIdOf(periodId, UNIT)
  const isCollecting = async () => (await getPeriod(periodId)).workflow.value === "collecting"
  walk = await walkPages({
    store: office.store,
    clock: office.clock,
    id: reportId,
    agencyId: UNIT,
    people: PEOPLE,
    standing: () => getReport(reportId),
    async likeness() {
      const { value, context } = (await getReport(reportId)).workflow
      const { submitted } = context as { submitted: { paper: object | null } | null }
      return JSON.stringify([value, await isCollecting(), value === "submitted" && submitted?.paper === null])
    },
    async asksOf(actor) {
      const page = await getReportPage(office.d, { id: reportId, actor })
      const act = (type: string) => () => askOfReport(office, { reportId, type, actor })
      const writing = ["report.drafted", "report.edited"].map(
        (event): Asked => ({ event, rights: BY_UNIT, isOffered: page.mayWrite, act: act(event) }),
      )
      const steps = REPORT_STEPS.map(({ event, permissions }): Asked => {
        const offer = page.steps.find((one) => one.event === event)
        const whyNot = offer?.whyNot ?? null
        return {
          event,
          rights: permissions,
          isOffered: offer !== undefined && whyNot === null,
          whyNot,
          act: act(event),
        }
      })
      return [...writing, ...steps]
    },
    async besides() {
      if (!(await isCollecting())) return []
      const seen = await seenPeriod(periodId, COORDINATOR)
      const exceptions = [{ agencyId: UNIT, reason: REASON }]
      const { value } = (await getReport(reportId)).workflow
      return [
        ...(value === "cancelled"
          ? []
          : [{ name: "locking", act: () => lockPeriod(office.d, { ...seen, exceptions }) }]),
        { name: "withdrawing", act: () => withdrawRequest(office.d, { ...seen, reason: REASON }) },
      ]
    },
  })
}, 240_000)

test("a unit's report can be walked to every state by what its page offers", () => {
  expect([...walk.states].toSorted()).toEqual(Object.keys(REPORT_STATE_LABELS).toSorted())
})

test("in every state what the page offers a person of any role is done when they ask, all else is refused with its reason", () => {
  expect(walk.done).toBeGreaterThan(60)
  expect(walk.refused).toBeGreaterThan(1_000)
})

test("so every edge the chart draws was taken", () => {
  expect(edgesOf(unitReportChart.machine).filter((edge) => !walk.taken.has(edge))).toEqual([])
})

test("nothing of all this broke the store", async () => {
  expect((await verifyStore()).findings).toEqual([])
})

const OWED: readonly ReportState[] = ["open", "drafted", "awaitingHead", "returned"]
test("whoever still owed a report of a request that was withdrawn owes none any more", () => {
  for (const state of OWED) expect(walk.taken).toContain(`${state} --report.fellAway--> cancelled`)
})
