import { beforeAll, expect, test } from "vitest"
import type { PeriodEventType } from "#models/reporting-period/events.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { PERIOD_STATE_LABELS } from "#models/reporting-period/states.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import { reportIdOf } from "#models/unit-report/unit-report.ts"
import { edgesOf } from "#test/setup/chart-walk.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { type Asked, type TableWalk, walkPages } from "#test/setup/page-table-walk.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { reportingPeriodChart } from "#workflows/reporting-period/chart.ts"
import { getPeriodPage, type PeriodPage } from "#workflows/screens/period-page.server.ts"
import { askUnits, handIn, personOf } from "../unit-report/a-request.ts"
import { askOfPeriod } from "./ask-of-period.ts"

const UNIT = "so-tu-phap"
const OTHER_UNIT = "so-y-te"
const office = officeForAll()

/** What a page offers, as which event it is done, and by which right. */
const ACTS: Record<keyof PeriodPage["offers"], { event: PeriodEventType; rights: readonly Action[] }> = {
  form: { event: "period.formSet", rights: ["report.consolidate"] },
  lock: { event: "period.locked", rights: ["report.consolidate"] },
  withdraw: { event: "period.withdrawn", rights: ["report.consolidate"] },
  unlock: { event: "period.unlocked", rights: ["report.consolidate"] },
  number: { event: "period.numbered", rights: ["report.number"] },
  signatory: { event: "period.signatoryChanged", rights: ["report.number"] },
  sign: { event: "period.signed", rights: ["report.sign"] },
  send: { event: "period.sent", rights: ["report.number"] },
  reopen: { event: "period.reopened", rights: ["report.reopen"] },
  correct: { event: "period.corrected", rights: ["report.write", "report.writeForUnit"] },
}

let walk: TableWalk
beforeAll(async () => {
  const [signatory] = await ableSignatories(office.d, { issuingAuthority: "COMMITTEE" })
  const signatoryId = signatory.personId
  /** Every role in a unit that reports and in one that was never asked, and the leader for whom the report is drawn. */
  const people = [
    ...ROLES.flatMap((role) => [
      personOf(`${role.toLowerCase()}.trong`, role, UNIT),
      personOf(`${role.toLowerCase()}.ngoai`, role, OTHER_UNIT),
    ]),
    personOf(signatoryId, "LEADER", "ubnd-tinh"),
  ]
  const periodId = await askUnits(office, [UNIT])
  const reportId = reportIdOf(periodId, UNIT)
  walk = await walkPages({
    store: office.store,
    clock: office.clock,
    id: periodId,
    agencyId: UNIT,
    people,
    standing: () => getPeriod(periodId),
    async likeness() {
      const { value } = (await getPeriod(periodId)).workflow
      const [report] = await findReportStates({ periodId })
      return JSON.stringify([value, report?.workflow.value])
    },
    async asksOf(actor) {
      const { offers } = await getPeriodPage(office.d, { id: periodId, actor })
      return Object.entries(ACTS).map(
        ([offer, { event, rights }]): Asked => ({
          event,
          rights,
          isOffered: offers[offer as keyof typeof offers],
          act: () => askOfPeriod(office, { periodId, type: event, actor, unit: UNIT, signatoryId }),
        }),
      )
    },
    async besides() {
      const [report] = await findReportStates({ periodId })
      const isOpen = report?.workflow.value === "open"
      return isOpen && (await getPeriod(periodId)).workflow.value === "collecting"
        ? [{ name: "handing in", act: () => handIn(office, reportId) }]
        : []
    },
  })
}, 240_000)

test("a period can be walked to every state by what its page offers", () => {
  expect([...walk.states].toSorted()).toEqual(Object.keys(PERIOD_STATE_LABELS).toSorted())
})

test("in every state what the page offers a person of any role is done when they ask, all else is refused with its reason", () => {
  expect(walk.done).toBeGreaterThan(30)
  expect(walk.refused).toBeGreaterThan(900)
})

test("so every edge the chart draws was taken", () => {
  expect(edgesOf(reportingPeriodChart.machine).filter((edge) => !walk.taken.has(edge))).toEqual([])
})

test("nothing of all this broke the store", async () => {
  expect((await verifyStore()).findings).toEqual([])
})
