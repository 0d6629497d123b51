import type { Actor, Role } from "#models/shared/workflow.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import type { ReportStep } from "#workflows/unit-report/report-step.ts"
import { stepReport } from "#workflows/unit-report/step-report.server.ts"
import { acceptReport } from "#workflows/unit-report/steps/accept.ts"
import { handUpReport } from "#workflows/unit-report/steps/hand-up.ts"
import { recordReport } from "#workflows/unit-report/steps/record.ts"
import { returnReport } from "#workflows/unit-report/steps/return.ts"
import { signOffReport } from "#workflows/unit-report/steps/sign-off.ts"
import { draftReport, editReport } from "#workflows/unit-report/write-report.server.ts"
import type { BusyOffice } from "../busy-year/busy-office.server.ts"
import { madeUpAnswers } from "./quarter-course.ts"

const holderOf = (agencyId: string, roles: readonly Role[]): string | null =>
  TRAINING_USERS.find(({ assignments }) =>
    assignments.some((one) => one.agencyId === agencyId && roles.includes(one.role)),
  )?.id ?? null

/** Who writes a unit's report and who signs it off; null for one without people, whose paper the coordinator enters. */
const peopleOf = (agencyId: string): { writer: string; head: string } | null => {
  const writer = holderOf(agencyId, ["SPECIALIST", "REVIEWER"])
  const head = holderOf(agencyId, ["UNIT_HEAD", "CHIEF_OF_OFFICE"])
  return writer && head ? { writer, head } : null
}

const COORDINATOR = "dieuphoi"
const CHIEF = "chanhvanphong"

/** People at their desks on a day: nobody is away in these two years. */
const desks = new WeakMap<BusyOffice, Map<string, Actor>>()

const atDesk = async (office: BusyOffice, personId: string): Promise<Actor> => {
  const known = desks.get(office) ?? new Map<string, Actor>()
  desks.set(office, known)
  const key = `${office.today()} ${personId}`
  const actor = known.get(key) ?? (await office.who(personId))
  known.set(key, actor)
  return actor
}

const seenBy = async (office: BusyOffice, reportId: string, personId: string) => ({
  reportId,
  revision: (await getReport(reportId)).revision,
  actor: await atDesk(office, personId),
})

const step = async (
  office: BusyOffice,
  one: ReportStep,
  reportId: string,
  personId: string,
  values: Record<string, unknown> = {},
): Promise<void> => stepReport(office.d, one, { ...(await seenBy(office, reportId, personId)), values })

/** A unit takes its figures, answers and hands its report in; of one without people the coordinator enters the paper. */
export const handIn = async (
  office: BusyOffice,
  { id, agencyId }: { id: string; agencyId: string },
  number: number,
): Promise<void> => {
  const people = peopleOf(agencyId)
  const writer = people?.writer ?? COORDINATOR
  await draftReport(office.d, await seenBy(office, id, writer))
  await editReport(office.d, {
    ...(await seenBy(office, id, writer)),
    answers: madeUpAnswers(office.chance),
    notes: {},
  })
  if (!people) {
    const day = office.today().split("-").toReversed().join("/")
    return step(office, recordReport, id, COORDINATOR, { number: `${number}/BC-UBND`, day })
  }
  await step(office, handUpReport, id, people.writer)
  await step(office, signOffReport, id, people.head)
}

/** Whoever neither wrote nor signed it takes it. */
export const accept = async (
  office: BusyOffice,
  { id, agencyId }: { id: string; agencyId: string },
): Promise<void> => step(office, acceptReport, id, peopleOf(agencyId) ? COORDINATOR : CHIEF)

export const giveBack = async (
  office: BusyOffice,
  { id, agencyId }: { id: string; agencyId: string },
): Promise<void> =>
  step(office, returnReport, id, peopleOf(agencyId) ? COORDINATOR : CHIEF, {
    reason: "Nêu rõ nguyên nhân nhiệm vụ quá hạn.",
  })
