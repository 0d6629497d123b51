import { randomUUID } from "node:crypto"
import { getBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { systemClock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { moveAll } from "#seeds/scenarios/propose-by-rules.server.ts"
import { bulkPreview } from "#workflows/bulk/bulk-preview.server.ts"
import { confirmBulkJob } from "#workflows/bulk/confirm-bulk-job.server.ts"
import { proposeBulkJob } from "#workflows/bulk/propose-bulk-job.server.ts"
import { runBulkJobs } from "#workflows/bulk/run-bulk-jobs.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import type { Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { noneOf, type OfficeAtWork } from "./office-at-work.ts"

const MANY = 500
const ROUNDS = { rounds: 3, warmUp: 1 }

/**
 * Five hundred approvals as one piece of bulk work, from asking for it to its end, against five hundred given one by one; in turn on
 * the same registrations, which are taken back in between.
 */
export const measureBulk = async (
  { d, staff, registered }: OfficeAtWork,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`phê duyệt ${MANY} đăng ký, ${ROUNDS.rounds} lượt một lần xen kẽ với từng cái`)
  const ids = registered.slice(10, 10 + MANY)
  const all = async (event: RegistrationEvent, actor: Actor) =>
    noneOf(
      await moveAll(
        d,
        ids.map((registrationId) => ({ registrationId, event })),
        actor,
      ),
    )
  await all({ type: "appraisal.started" }, staff.reviewer)
  await all({ type: "appraisal.agreed", note: "" }, staff.reviewer)
  const { chief } = staff
  const bulk = async () => {
    const jobId = randomUUID()
    const rows = (await findRegistrationsByIds(ids)).map(({ id, revision }) => ({
      registrationId: id,
      revision,
    }))
    await proposeBulkJob(d, {
      jobId,
      action: "approval.granted",
      target: { kind: "ROWS", rows },
      reason: "",
      listAddress: "/tham-dinh",
      actor: chief,
    })
    const { doubtful, typed } = await bulkPreview(await getBulkJob(jobId))
    const takes = doubtful.map(({ registrationId }) => registrationId)
    await confirmBulkJob(d, { jobId, takes, typed: typed ?? "", actor: chief })
    await runBulkJobs({ ...d, leaseClock: systemClock, actorOf: async () => chief })
    const { done } = await getBulkJob(jobId)
    if (done !== MANY) throw new Error(`${done} of ${MANY} approved`)
  }
  const single = async () => {
    for (const registrationId of ids)
      await moveRegistration(d, { registrationId, event: { type: "approval.granted" }, actor: chief })
  }
  // What takes the approvals back is timed by nobody.
  const takenBack = () => all({ type: "approval.recalled" }, chief)
  const medians = await timeInTurn({ bulk, afterBulk: takenBack, single, afterSingle: takenBack }, ROUNDS)
  return [
    {
      name: "bulkOverSingle",
      title: `Phê duyệt ${MANY} đăng ký một lần / ${MANY} lần từng cái`,
      value: medians.bulk / medians.single,
      unit: "×",
      target: { atMost: 0.3 },
    },
    {
      name: "bulkMs",
      title: `Phê duyệt ${MANY} đăng ký một lần`,
      value: medians.bulk,
      unit: "ms",
      target: null,
    },
    {
      name: "singleMs",
      title: `Phê duyệt ${MANY} lần từng cái`,
      value: medians.single,
      unit: "ms",
      target: null,
    },
  ]
}
