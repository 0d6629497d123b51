import { expect, test } from "vitest"
import { PeriodEvent, type PeriodEventType } from "#models/reporting-period/events.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { reportIdOf } from "#models/unit-report/unit-report.ts"
import type { Sent } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { edgesLeft, type Played, walkByUseCases } from "#test/setup/use-case-walk.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { reportingPeriodChart } from "#workflows/reporting-period/chart.ts"
import { askUnits, CHIEF, COORDINATOR, handIn, personOf } from "../unit-report/a-request.ts"
import { askOfPeriod } from "./ask-of-period.ts"

const AT = "2023-03-06T01:00:00.000Z"
const UNIT = "so-tu-phap"
const SILENT_UNIT = "so-y-te"
const office = officeForEach()

const WHO: Record<string, readonly string[]> = {
  "period.formSet": ["dieuphoi", "chuyen.vien"],
  "period.locked": ["dieuphoi", "van.thu"],
  "period.unlocked": ["dieuphoi"],
  "period.numbered": ["van.thu", "dieuphoi"],
  "period.signatoryChanged": ["van.thu", "dieuphoi"],
  "period.signed": ["nguoi.ky", "van.thu"],
  "period.sent": ["van.thu"],
  "period.reopened": ["chanhvanphong", "dieuphoi"],
  "period.corrected": ["chuyen.vien", "dieuphoi"],
  "period.withdrawn": ["dieuphoi"],
}
const EVENTS: Sent[] = eventsOfSchema(PeriodEvent, {
  received: [0],
  personId: ["nguoi.ky", "nguoi.khac"],
  open: [[SILENT_UNIT]],
  exceptions: [[{ agencyId: SILENT_UNIT, reason: "Đã nhắc hai lần." }]],
}).flatMap((event) => (WHO[event.type] ?? []).map((by) => ({ ...event, by, at: AT })))

/** Of two units one sends its report, but where the path sets the form: that is over once a report has come. */
async function periods(): Promise<Played> {
  const [signatory] = await ableSignatories(office.d, { issuingAuthority: "COMMITTEE" })
  const people: Record<string, Actor> = {
    dieuphoi: COORDINATOR,
    chanhvanphong: CHIEF,
    "chuyen.vien": personOf("chuyen.vien", "SPECIALIST", UNIT),
    "van.thu": personOf("van.thu", "RECORDS_CLERK", "van-phong-ubnd-tinh"),
    "nguoi.ky": { ...personOf(signatory.personId, "LEADER", "ubnd-tinh") },
  }
  return {
    chart: reportingPeriodChart as unknown as Played["chart"],
    events: EVENTS,
    notAsked: [],
    last: "withdrawn",
    async make(path) {
      const periodId = await askUnits(office, [UNIT, SILENT_UNIT])
      if (path.every(({ type }) => type !== "period.formSet"))
        await handIn(office, reportIdOf(periodId, UNIT))
      return { id: periodId, isFirstSent: false }
    },
    async send(periodId, { type, by }) {
      const actor = people[by]
      if (!actor) throw new Error(`no ${by}`)
      const signatoryId = signatory.personId
      return askOfPeriod(office, { periodId, type: type as PeriodEventType, actor, unit: UNIT, signatoryId })
    },
    standing: (id) => getPeriod(id),
  }
}

test("a reporting period: every edge is taken through the use-cases, and wherever it stands all else is refused and changes nothing", {
  timeout: 120_000,
}, async () => {
  const played = await periods()
  const { taken, refused } = await walkByUseCases(played)
  expect(edgesLeft(played, taken)).toEqual([])
  expect(refused).toBeGreaterThan(30)
  expect((await verifyStore()).findings).toEqual([])
})
