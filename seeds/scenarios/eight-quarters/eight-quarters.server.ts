import { findAgencies, removeFromDirectory } from "#models/agency/agency.repository.server.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments, getAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { startMailSimulator } from "#workflows/gateways/mail/simulator/start-mail-simulator.server.ts"
import type { PortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { addEvidence } from "#workflows/plan-task/add-evidence.server.ts"
import { stepTask } from "#workflows/plan-task/step-task.server.ts"
import { acceptTask } from "#workflows/plan-task/steps/accept.ts"
import { reportTask } from "#workflows/plan-task/steps/report.ts"
import type { ReportFile } from "#workflows/reporting-period/report-files.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { type BusyOffice, openBusyOffice } from "../busy-year/busy-office.server.ts"
import { type Chance, chanceOf } from "../busy-year/chance.ts"
import { type ClockFigures, clocksOfYear } from "../busy-year/clocks-of-year.server.ts"
import { fillBusyOffice } from "../busy-year/open-busy-office.server.ts"
import { type NoticeFigures, toldAndMailed } from "../busy-year/told-and-mailed.server.ts"
import { PLAN_122, seedPlan } from "../training-plan.server.ts"
import {
  correctQuarter,
  figuresOfQuarter,
  filesOfQuarter,
  type QuarterFigures,
  runQuarter,
} from "./one-quarter.server.ts"
import { quartersOf } from "./quarter-course.ts"

type EightQuartersInput = {
  /** An empty one. */
  store: Store
  signing: SigningService
  authorities: KnownAuthorities
  portals: PortalSimulator
  seed: number
  /** How many commune committees there are, chosen by the seed; null: all of them. */
  communes: number | null
  stage?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/** What two years of reports came to, read back from the store; the same seed gives the same. */
export type EightQuartersSummary = {
  scenario: "eight-quarters"
  seed: number
  communes: number | null
  storeClean: boolean
  findings: string[]
  auditEntries: number
  notices: NoticeFigures
  clocks: ClockFigures
  quarters: QuarterFigures[]
  tasksAccepted: number
}

const YEARS = [2023, 2024]
/** The plan is issued on the 3rd of March: its first quarter has nine days left. */
const BEGINS = PLAN_122.issuedOn
/** Quarters whose report is made anew, by their place. */
const REOPENED = [2, 5]
const TASKS_DONE = 12

/**
 * Plan 122 over 2023 and 2024 on the training clock: eight quarters of every unit's reports through the same use-cases as the screens,
 * some late, some back once, some never; the province's report each time, with corrections after it was frozen and revisions.
 */
export const rehearseEightQuarters = async (
  input: EightQuartersInput,
): Promise<{ summary: EightQuartersSummary; files: ReportFile[] }> => {
  const { store, signing, authorities, portals, seed } = input
  const stage = input.stage ?? ((_, work) => work())
  const chance = chanceOf(seed)
  const mail = await startMailSimulator()
  let office: BusyOffice | null = null
  try {
    const opened = await openBusyOffice({
      store,
      signing,
      authorities,
      begins: BEGINS,
      smtpPort: mail.port,
      absences: [],
      chance,
      eachMorning: async () => {},
      jitter: chanceOf(seed).share,
    })
    office = opened
    await stage("reference", () => fillBusyOffice(opened, TRAINING_USERS, portals.url))
    if (input.communes !== null) await keepCommunes(opened, input.communes, chanceOf(seed))
    await stage("plan", () => seedPlan(opened.d, PLAN_122))
    const quarters = quartersOf(YEARS)
    let tasksAccepted = 0
    for (const [index, days] of quarters.entries())
      await stage(days.id, async () => {
        await opened.jumpTo(days.opens)
        const before = quarters[index - 1]
        if (before) await correctQuarter(opened, before, REOPENED.includes(index - 1))
        tasksAccepted += await doTasks(opened)
        await runQuarter(opened, days)
      })
    const last = quarters.at(-1)
    if (last) await stage("rest", () => correctQuarter(opened, last, false))
    return await stage("verify", async () => {
      const report = await verifyStore(authorities)
      const files: ReportFile[] = []
      for (const days of quarters) files.push(...(await filesOfQuarter(opened, days)))
      return {
        files,
        summary: {
          scenario: "eight-quarters",
          seed,
          communes: input.communes,
          storeClean: report.ok,
          findings: report.findings.map(({ check, where, message }) => `${check} · ${where}: ${message}`),
          auditEntries: report.auditEntries,
          notices: (await toldAndMailed(mail.mails, TRAINING_USERS)).figures,
          clocks: (await clocksOfYear(opened)).figures,
          quarters: await Promise.all(quarters.map(figuresOfQuarter)),
          tasksAccepted,
        },
      }
    })
  } finally {
    await office?.close()
    await mail.stop()
  }
}

/** Leaves so many communes in the directory: fewer units report, in every quarter as they would in a whole province. */
async function keepCommunes({ d }: BusyOffice, count: number, chance: Chance): Promise<void> {
  const communes = (await findAgencies())
    .filter(({ kind }) => kind === "COMMUNE_COMMITTEE")
    .map(({ id }) => id)
  const kept = new Set(chance.some(communes, count))
  await d.store.inTransaction(async (session) => {
    for (const id of communes) if (!kept.has(id)) await removeFromDirectory("AGENCY", id, session)
  })
}

/** Some units get a task done: with a word on it, reported, confirmed. Returns how many. */
async function doTasks({ d, chance, who, today }: BusyOffice): Promise<number> {
  const owed = (await findAssignments({ states: OWED_TASK_STATES })).filter(
    ({ act, workflow, period }) =>
      act === null &&
      workflow.context.needs === "ANY" &&
      workflow.context.percent === null &&
      period.from <= today(),
  )
  const actor = await who("dieuphoi")
  const chosen = chance.some(owed, TASKS_DONE)
  const seen = async (taskId: string) => ({ taskId, revision: (await getAssignment(taskId)).revision })
  for (const { id } of chosen) {
    const evidence = { kind: "TEXT" as const, text: "Đã hoàn thành, kết quả sinh tự động để diễn tập." }
    await addEvidence(d, { ...(await seen(id)), evidence, actor })
    await stepTask(d, reportTask, { ...(await seen(id)), values: { note: "" }, actor })
    const chief = await who("chanhvanphong")
    await stepTask(d, acceptTask, { ...(await seen(id)), values: { note: "" }, actor: chief })
  }
  return chosen.length
}
