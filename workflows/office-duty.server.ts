import type { Logger } from "pino"
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

/** What falls due by itself: deadlines that passed, law that took force, records to send, editions that became public. */
export const officeDuty = (d: DutyDependencies, everyMs = 5_000): RepeatingWork => {
  const circuits = d.circuits ?? new Map()
  const work = async () => {
    // One duty that fails must not keep the others from being done.
    const results = await inTurn([
      () => resumeImport(d),
      () => resumeActs(d),
      () => takeForce(d),
      () => carryOutReorganisations(d),
      () => carryOutRepeals(d),
      () => lapseConsultations(d),
      () => queueRegimeReview(d),
      async () => runDeliveries({ ...d, circuits, portals: await d.portals() }, { until: "IDLE" }),
      () => completePublications(d),
      () => keepPlanTasks(d),
      () => followActs(d),
      () => openReportingPeriods(d),
      // Last: what the others brought to an end is nobody's deadline any more.
      () => keepLedger(d),
      async () => d.checkpoints && keepCheckpoints({ ...d, ...d.checkpoints }),
    ])
    const failures = results.filter((result) => result.status === "rejected")
    if (failures.length > 0) throw new AggregateError(failures.map(({ reason }) => reason as unknown))
  }
  return repeatingWork({ name: "office duty", logger: d.logger, everyMs, work })
}

async function inTurn(duties: (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
  const results: PromiseSettledResult<unknown>[] = []
  for (const duty of duties) results.push(...(await Promise.allSettled([duty()])))
  return results
}
