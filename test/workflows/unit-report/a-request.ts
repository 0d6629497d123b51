import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { addDays, dayOf, formatDay } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import type { SmallOffice } from "#test/setup/office.ts"
import { requestReport } from "#workflows/reporting-period/request-report.server.ts"
import { stepReport } from "#workflows/unit-report/step-report.server.ts"
import { reportStepOf } from "#workflows/unit-report/steps/index.ts"
import { draftReport, editReport } from "#workflows/unit-report/write-report.server.ts"

type Office = Pick<SmallOffice, "d" | "clock">

export const REASON = "Nội dung ghi đủ để hiểu."

/** Somebody of a role in one unit or several. */
export const personOf = (id: string, role: Role, ...agencyIds: string[]): Actor => ({
  id,
  name: `Ông ${id}`,
  assignments: agencyIds.map((agencyId) => ({ role, agencyId })),
})

export const COORDINATOR = personOf("dieuphoi", "COORDINATOR", "so-thong-tin-va-truyen-thong")
export const CHIEF = personOf("chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh")

/** Asks units for a report out of turn, of one question nobody has to answer. @returns the period's id */
export const askUnits = async ({ d, clock }: Office, agencyIds: readonly string[]): Promise<string> =>
  requestReport(d, {
    name: "Báo cáo nhanh về trang thông tin",
    request: "",
    due: addDays(dayOf(clock.now()), 30),
    withFigures: false,
    agencyIds,
    questions: [{ key: "q1", label: "Số trang đã nâng cấp", kind: "NUMBER", totalOf: [], isRequired: false }],
    actor: COORDINATOR,
  })

const seenReport = async (reportId: string, actor: Actor) => ({
  reportId,
  revision: (await getReport(reportId)).revision,
  actor,
})

export const seenPeriod = async (periodId: string, actor: Actor) => ({
  periodId,
  revision: (await getPeriod(periodId)).revision,
  actor,
})

/** Asks for an event of a unit's report as its page would, each time with something new in it. */
export const askOfReport = async (
  { d, clock }: Office,
  { reportId, type, actor }: { reportId: string; type: string; actor: Actor },
): Promise<void> => {
  const seen = await seenReport(reportId, actor)
  if (type === "report.drafted") return draftReport(d, seen)
  if (type === "report.edited") {
    const before = (await getReport(reportId)).content.answers["q1"]?.value ?? 0
    return editReport(d, { ...seen, answers: { q1: { value: before + 1, of: null, text: "" } }, notes: {} })
  }
  const step = reportStepOf(type)
  if (!step) throw new Error(`no step ${type}`)
  const day = formatDay(dayOf(clock.now()))
  return stepReport(d, step, { ...seen, values: { reason: REASON, number: "45/BC", day, note: "" } })
}

/** A report of a unit on its way to being accepted. */
export const handIn = async (office: Office, reportId: string, { accepted = true } = {}): Promise<void> => {
  const { agencyId } = await getReport(reportId)
  const writer = personOf("nguoi.soan", "SPECIALIST", agencyId)
  for (const type of ["report.edited", "report.handedUp"])
    await askOfReport(office, { reportId, type, actor: writer })
  const head = personOf("thu.truong", "UNIT_HEAD", agencyId)
  await askOfReport(office, { reportId, type: "report.signedOff", actor: head })
  if (accepted) await askOfReport(office, { reportId, type: "report.accepted", actor: CHIEF })
}
