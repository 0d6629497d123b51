import { expect, test } from "vitest"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { AgencyModel } from "#models/agency/agency.schema.server.ts"
import { addDays, dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { ReportContext } from "#models/unit-report/context.ts"
import { ReportEvent } from "#models/unit-report/events.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { reportIdOf } from "#models/unit-report/unit-report.ts"
import type { Sent } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { edgesLeft, type Played, walkByUseCases } from "#test/setup/use-case-walk.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { openReportingPeriods } from "#workflows/reporting-period/open-periods.server.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"
import { askOfReport, askUnits, CHIEF, COORDINATOR, personOf } from "./a-request.ts"

const AT = "2023-03-06T01:00:00.000Z"
const office = officeForEach()

const WHO: Record<string, readonly string[]> = {
  "report.drafted": ["chuyen.vien", "dieuphoi"],
  "report.edited": ["chuyen.vien"],
  "report.handedUp": ["chuyen.vien"],
  "report.takenBack": ["chuyen.vien", "lanh.dao", "dieuphoi"],
  "report.sentBack": ["lanh.dao"],
  "report.signedOff": ["lanh.dao"],
  "report.recorded": ["dieuphoi"],
  "report.accepted": ["dieuphoi", "chanhvanphong"],
  "report.returned": ["dieuphoi", "chanhvanphong"],
  "report.reopened": ["chanhvanphong"],
  "report.fellAway": ["he-thong"],
}
const EVENTS: Sent[] = eventsOfSchema(ReportEvent, { faults: [0], changed: [[]] }).flatMap((event) =>
  (WHO[event.type] ?? []).map((by) => ({ ...event, by, at: AT })),
)

/** Each path is of a unit of its own: what falls away ends with its unit. */
async function reports(): Promise<Played> {
  const today = dayOf(office.clock.now())
  const units = (await findAgencies())
    .filter(({ kind, validTo }) => kind === "COMMUNE_COMMITTEE" && (validTo ?? today) >= today)
    .map(({ id }) => id)
  const people: Record<string, Actor> = {
    "chuyen.vien": personOf("chuyen.vien", "SPECIALIST", ...units),
    "lanh.dao": personOf("lanh.dao", "UNIT_HEAD", ...units),
    dieuphoi: COORDINATOR,
    chanhvanphong: CHIEF,
  }
  return {
    chart: unitReportChart as unknown as Played["chart"],
    events: EVENTS,
    notAsked: ["report.fellAway"],
    last: "cancelled",
    async make() {
      const unit = units.pop()
      if (!unit) throw new Error("no unit is left")
      return { id: reportIdOf(await askUnits(office, [unit]), unit), isFirstSent: false }
    },
    async send(reportId, { type, by }) {
      if (type === "report.fellAway") return endUnit(reportId)
      const actor = people[by]
      if (!actor) throw new Error(`no ${by}`)
      return askOfReport(office, { reportId, type, actor })
    },
    standing: (id) => getReport(id),
    asNow: (event, context) => ({ ...event, digest: (context as ReportContext).digest }) as Sent,
  }
}

/** Its unit ends, and with it what it owed. */
async function endUnit(reportId: string): Promise<void> {
  const { agencyId } = await getReport(reportId)
  const today = dayOf(office.clock.now())
  await AgencyModel.updateOne({ _id: agencyId }, { $set: { validTo: today } })
  office.clock.set(instantOf(addDays(today, 1), "08:00:00"))
  await openReportingPeriods(office.d)
}

test("a unit's report: every edge is taken through the use-cases, and wherever it stands all else is refused and changes nothing", {
  timeout: 120_000,
}, async () => {
  const played = await reports()
  const { taken, refused } = await walkByUseCases(played)
  expect(edgesLeft(played, taken)).toEqual([])
  expect(refused).toBeGreaterThan(50)
  expect((await verifyStore()).findings).toEqual([])
})
