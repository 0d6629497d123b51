import type { Logger } from "pino"
import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { takeForce } from "./administration/take-force.server.ts"
import { completePublications } from "./campaign/complete-publication.server.ts"
import type { CampaignDependencies } from "./campaign/dependencies.ts"
import { resumeActs } from "./campaign/resume-acts.server.ts"
import { keepLedger } from "./clocks/keep-ledger.server.ts"
import { type DeliveryDependencies, runDeliveries } from "./delivery/run-deliveries.server.ts"
import { carryOutRepeals } from "./intake/carry-out-repeals.server.ts"
import { type CheckpointDependencies, keepCheckpoints } from "./log-checkpoint/take-checkpoint.server.ts"
import { keepPlanTasks } from "./plan/keep-tasks.server.ts"
import { followActs } from "./plan-task/follow-acts.server.ts"
import { followMeasures } from "./plan-task/follow-measures.server.ts"
import { queueRegimeReview } from "./regimes/queue-regime-review.server.ts"
import { resumeImport } from "./register/resume-import.server.ts"
import { lapseConsultations } from "./registration/lapse-consultations.server.ts"
import { carryOutReorganisations } from "./reorganisation/bring-into-force.server.ts"
import { type RepeatingWork, repeatingWork } from "./repeating-work.ts"
import { openReportingPeriods } from "./reporting-period/open-periods.server.ts"

export type DutyDependencies = Omit<DeliveryDependencies, "portals"> &
  CampaignDependencies & {
    logger: Pick<Logger, "error">
    portals(): Promise<DeliveryDependencies["portals"]>
    /** What signs checkpoints of the log, and where they go; missing where a process keeps none. */
    checkpoints?: Pick<CheckpointDependencies, "key" | "stamp" | "folder">
  }

/** Real time after which the facts are gone through again though nothing was written down. */
const LONGEST_REST_MS = 60_000

/**
 * What falls due by itself: deadlines that passed, law that took force, records to send, editions that became public. What follows
 * from the facts of the office is gone through when the log says that something happened, the day is another or a minute went
 * by; what waits for an instant, each time.
 */
export const officeDuty = (d: DutyDependencies, everyMs = 5_000): RepeatingWork => {
  const circuits = d.circuits ?? new Map()
  const byLaw = [
    () => takeForce(d),
    () => carryOutReorganisations(d),
    () => carryOutRepeals(d),
    () => lapseConsultations(d),
    () => queueRegimeReview(d),
  ]
  const byFacts = [
    () => keepPlanTasks(d),
    () => followActs(d),
    () => followMeasures(d),
    () => openReportingPeriods(d),
    // Last: what the others brought to an end is nobody's deadline any more.
    () => keepLedger(d),
  ]
  let seen: Standing | null = null
  let isAsked = false
  const work = async () => {
    const standing = await standingOf(d)
    const isAtRest = !isAsked && seen !== null && isSame(seen, standing)
    isAsked = false
    // One duty that fails must not keep the others from being done.
    const results = await inTurn([
      () => resumeImport(d),
      () => resumeActs(d),
      ...(isAtRest ? [] : byLaw),
      async () => runDeliveries({ ...d, circuits, portals: await d.portals() }, { until: "IDLE" }),
      () => completePublications(d),
      ...(isAtRest ? [] : byFacts),
      async () => d.checkpoints && keepCheckpoints({ ...d, ...d.checkpoints }),
    ])
    const failures = results.filter((result) => result.status === "rejected")
    // Read before the duties: what they or others wrote meanwhile is gone through the next time.
    seen = failures.length > 0 ? null : isAtRest ? seen : standing
    if (failures.length > 0) throw new AggregateError(failures.map(({ reason }) => reason as unknown))
  }
  const repeating = repeatingWork({ name: "office duty", logger: d.logger, everyMs, work })
  return {
    ...repeating,
    runNow() {
      isAsked = true
      return repeating.runNow()
    },
  }
}

type Standing = { head: number; day: IsoDay; at: number }

/** How far the log of the office and its calendar have come. */
async function standingOf(d: DutyDependencies): Promise<Standing> {
  const { sequence } = await getAuditHead()
  return { head: sequence, day: dayOf(d.clock.now()), at: performance.now() }
}

const isSame = (seen: Standing, now: Standing): boolean =>
  seen.head === now.head && seen.day === now.day && now.at - seen.at < LONGEST_REST_MS

async function inTurn(duties: (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
  const results: PromiseSettledResult<unknown>[] = []
  for (const duty of duties) results.push(...(await Promise.allSettled([duty()])))
  return results
}
