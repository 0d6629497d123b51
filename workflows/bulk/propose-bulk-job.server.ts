import { findBulkJob, insertBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob, BulkRow } from "#models/bulk-job/bulk-job.ts"
import {
  findRegistrationStamps,
  findStampsByIds,
  type RegistrationStamp,
} from "#models/registration/registration-list.repository.server.ts"
import { ForbiddenError, InvalidInputError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { visibleAgencyIds, visibleFilter } from "#workflows/registration/visible-registrations.server.ts"
import { type BulkAction, bulkRuleOf } from "./bulk-actions.ts"

/** Rows ticked on a page, each with the revision that was shown; or everything a query finds. */
export type BulkTarget =
  | { kind: "ROWS"; rows: { registrationId: string; revision: number }[] }
  | { kind: "FILTER"; query: RegistrationQuery }

/** Rows one form may tick; more are done by filter. */
const MOST_ROWS = 5_000

/**
 * Puts down one thing to be done to many registrations, with a row for each and the revision the person decided on.
 * It begins once that person has seen what it touches and confirms (`confirmBulkJob`). The same `jobId` of the same person is the same job.
 * @throws InvalidInputError when nothing or too much was chosen or a reason is missing; ForbiddenError for another agency's filter
 */
export const proposeBulkJob = async (
  d: RegistrationDependencies,
  input: {
    jobId: string
    action: BulkAction
    target: BulkTarget
    reason: string
    listAddress: string
    actor: Actor
  },
): Promise<BulkJob> => {
  const { jobId, action, actor } = input
  const known = await findBulkJob(jobId)
  if (known) return ownJob(known, actor)
  const rule = bulkRuleOf(action)
  const reason = input.reason.trim()
  if (rule.needsReason && reason.length < 5)
    throw new InvalidInputError("Chưa ghi lý do trả lại.", [
      { field: "reason", message: "Ghi rõ lý do trả lại (ít nhất 5 ký tự); lý do được gửi kèm từng mục." },
    ])
  const { rows, passedOver, campaignId } = await chosenRows(d, input)
  if (rows.length === 0)
    throw new InvalidInputError(
      passedOver > 0
        ? `Không có mục nào trong bộ lọc đang ở trạng thái phù hợp để «${rule.label.toLowerCase()}».`
        : "Chưa chọn mục nào. Hãy đánh dấu các mục cần xử lý trong bảng.",
    )
  const at = d.clock.now()
  const job: BulkJob = {
    id: jobId,
    action,
    reason,
    campaignId,
    listAddress: input.listAddress,
    startedBy: { id: actor.id, name: actor.name },
    startedAt: at,
    state: "PROPOSED",
    finishedAt: null,
    total: rows.length,
    done: 0,
    refused: 0,
    passedOver,
    tries: 0,
  }
  return d.store.inTransaction(async (session) => {
    const twin = await findBulkJob(jobId, session)
    if (twin) return ownJob(twin, actor)
    await insertBulkJob(job, rows, session)
    return job
  })
}

const ownJob = (job: BulkJob, actor: Actor): BulkJob => {
  if (job.startedBy.id !== actor.id)
    throw new ForbiddenError("Việc hàng loạt này do người khác lập. Hãy tải lại danh sách rồi chọn lại.")
  return job
}

async function chosenRows(
  d: RegistrationDependencies,
  { jobId, target, action, actor }: { jobId: string; target: BulkTarget; action: BulkAction; actor: Actor },
): Promise<{ rows: BulkRow[]; passedOver: number; campaignId: string | null }> {
  if (target.kind === "FILTER") {
    const { filter } = await visibleFilter(d, actor, target.query)
    const stamps = await findRegistrationStamps(filter)
    const fitting = stamps.filter(({ state }) => bulkRuleOf(action).states.some((one) => one === state))
    return {
      rows: fitting.map((stamp, position) => rowOf(jobId, stamp, stamp.revision, position)),
      passedOver: stamps.length - fitting.length,
      campaignId: filter.campaignId,
    }
  }
  if (target.rows.length > MOST_ROWS)
    throw new InvalidInputError(
      `Mỗi lần chỉ đánh dấu được tối đa ${formatNumber(MOST_ROWS)} mục. Hãy lọc danh sách rồi chọn xử lý tất cả mục theo bộ lọc.`,
    )
  const chosen = [...new Map(target.rows.map((row) => [row.registrationId, row])).values()]
  const stamps = await findStampsByIds(chosen.map(({ registrationId }) => registrationId))
  // Ids can be made up: what the person may not see stays unnamed.
  const own = visibleAgencyIds(actor)
  const seen = new Map(
    stamps.filter(({ agencyId }) => own === null || own.includes(agencyId)).map((stamp) => [stamp.id, stamp]),
  )
  return {
    rows: chosen.map(({ registrationId, revision }, position) =>
      rowOf(jobId, seen.get(registrationId) ?? unnamed(registrationId), revision, position),
    ),
    passedOver: 0,
    campaignId: [...seen.values()][0]?.campaignId ?? null,
  }
}

const unnamed = (id: string) => ({ id, serviceCode: id, procedureName: "" })

const rowOf = (
  jobId: string,
  stamp: Pick<RegistrationStamp, "id" | "serviceCode" | "procedureName">,
  revision: number,
  position: number,
): BulkRow => ({
  jobId,
  registrationId: stamp.id,
  position,
  revision,
  serviceCode: stamp.serviceCode,
  procedureName: stamp.procedureName,
  state: "WAITING",
  reason: "",
})
