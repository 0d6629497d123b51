import { randomUUID } from "node:crypto"
import { getBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { systemClock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { SmallOffice } from "#test/setup/office.ts"
import type { BulkAction } from "#workflows/bulk/bulk-actions.ts"
import { bulkPreview } from "#workflows/bulk/bulk-preview.server.ts"
import { confirmBulkJob } from "#workflows/bulk/confirm-bulk-job.server.ts"
import type { BulkDependencies } from "#workflows/bulk/dependencies.ts"
import { type BulkTarget, proposeBulkJob } from "#workflows/bulk/propose-bulk-job.server.ts"
import { runBulkJobs } from "#workflows/bulk/run-bulk-jobs.server.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getBulkJobPage } from "#workflows/screens/bulk-job-page.server.ts"

export const ticked = (registrations: Registration[]) => ({
  kind: "ROWS" as const,
  rows: registrations.map(({ id, revision }) => ({ registrationId: id, revision })),
})

/** Rows of registrations nobody knows: each is refused, none costs anything. */
export const madeUp = (n: number) => ({
  kind: "ROWS" as const,
  rows: Array.from({ length: n }, (_, i) => ({ registrationId: `không-có-${i}`, revision: 0 })),
})

/** What it takes to ask for bulk work in an office and to do it. */
export const bulkWorkIn = (office: SmallOffice) => {
  const ask = async (
    action: BulkAction,
    actor: Actor,
    target: BulkTarget,
    reason = "",
    jobId: string = randomUUID(),
  ) => {
    const job = await proposeBulkJob(office.d, {
      jobId,
      action,
      target,
      reason,
      listAddress: "/tham-dinh",
      actor,
    })
    await confirmSeen(job.id, actor)
    return job
  }

  /** Confirms as who has read the preview and ticks every doubtful row. */
  const confirmSeen = async (jobId: string, actor: Actor) => {
    const { doubtful, typed } = await bulkPreview(await getBulkJob(jobId))
    const takes = doubtful.map(({ registrationId }) => registrationId)
    await confirmBulkJob(office.d, { jobId, takes, typed: typed ?? "", actor })
  }

  /** A worker's world, in which these people may still sign in. */
  const worker = (...people: Actor[]): BulkDependencies => ({
    ...office.d,
    leaseClock: systemClock,
    actorOf: async (id) => people.find((person) => person.id === id) ?? null,
  })

  const resultOf = async (jobId: string, actor: Actor) => {
    const page = (show: "REFUSED" | "WAITING" | "DONE") =>
      getBulkJobPage(office.d, { jobId, show, page: 1, actor })
    const { job, rows } = await page("REFUSED")
    const refusals = rows.map(({ registrationId, serviceCode, procedureName, reason }) => ({
      registrationId,
      serviceCode,
      procedureName,
      reason,
    }))
    return { ...job, refusals, waiting: (await page("WAITING")).rows }
  }

  const inBulk = async (action: BulkAction, actor: Actor, target: BulkTarget, reason = "") => {
    const { id } = await ask(action, actor, target, reason)
    await runBulkJobs(worker(actor))
    return resultOf(id, actor)
  }

  /** Brings registrations as far as the unit's own sign-off. */
  const register = async (registrations: Registration[]) => {
    for (const { id, agencyId, suggestion } of registrations) {
      await moveRegistration(office.d, {
        registrationId: id,
        event: {
          type: "proposal.submitted",
          proposal: {
            ...proposalConfirming(suggestion),
            citation: suggestion.level === "PARTIAL" ? "Điều 18 Luật Hộ tịch số 60/2014/QH13" : "",
          },
        },
        actor: office.staff.specialistOf(agencyId),
      })
      await moveRegistration(office.d, {
        registrationId: id,
        event: { type: "proposal.signedOff" },
        actor: office.staff.headOf(agencyId),
      })
    }
  }

  const statesNow = async () =>
    Object.fromEntries(
      (await findAllRegistrations("2023-1", REGISTRATION_STATES)).map(({ id, workflow }) => [
        id,
        workflow.value,
      ]),
    )
  return { ask, worker, resultOf, inBulk, register, statesNow }
}
