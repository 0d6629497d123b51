import { findBulkRows } from "#models/bulk-job/bulk-job.repository.server.ts"
import type { BulkJob, BulkRow } from "#models/bulk-job/bulk-job.ts"
import { lacksArticle } from "#models/legal-basis/citation.ts"
import { whyDoubted } from "#models/registration/doubt.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type BulkAction, bulkRuleOf } from "./bulk-actions.ts"

/** So many rows and more are confirmed by typing their number. */
const LARGE = 50
const MOST = 100_000

export type BulkPreview = {
  /** `92 đăng ký: 30 cần xem xét, 4 khác mức độ năm trước`. */
  summary: string
  /** Rows taken one by one, each with what is doubtful about it; none where the action decides nothing. */
  doubtful: (Pick<BulkRow, "registrationId" | "serviceCode" | "procedureName"> & { why: string })[]
  /** The number to be typed, where so many are touched; null otherwise. */
  typed: string | null
}

/** What a proposed job touches, told before it begins. */
export const bulkPreview = async (job: Pick<BulkJob, "id" | "action" | "total">): Promise<BulkPreview> => {
  const rows = await findBulkRows(job.id, "WAITING", { skip: 0, limit: MOST })
  const found = await findRegistrationsByIds(rows.map(({ registrationId }) => registrationId))
  const rule = bulkRuleOf(job.action as BulkAction)
  const isFitting = ({ workflow }: Registration) => rule.states.includes(workflow.value)
  const counted: [string, (one: Registration) => boolean][] = [
    ["cần xem xét", isDoubted],
    ["khác mức độ năm trước", differsFromLastYear],
    ["khác gợi ý", isOverruled],
    ["một phần chưa có điều, khoản", isWithoutArticle],
    ["không ở trạng thái phù hợp, sẽ được giữ nguyên", (one) => !isFitting(one)],
  ]
  const parts = counted
    .map(([words, isCounted]) => ({ words, count: found.filter(isCounted).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${formatNumber(count)} ${words}`)
  const byId = new Map(found.map((one) => [one.id, one]))
  return {
    summary: `${formatNumber(rows.length)} đăng ký${parts.length > 0 ? `: ${parts.join(", ")}` : ", không có gì phải xem riêng"}.`,
    doubtful: rule.isJudging
      ? rows.flatMap((row) => {
          const one = byId.get(row.registrationId)
          return one && isDoubted(one) && isFitting(one)
            ? [
                {
                  registrationId: row.registrationId,
                  serviceCode: row.serviceCode,
                  procedureName: row.procedureName,
                  why: whyDoubted(one.suggestion),
                },
              ]
            : []
        })
      : [],
    typed: rows.length >= LARGE ? String(rows.length) : null,
  }
}

const levelOf = ({ suggestion, workflow }: Registration) =>
  workflow.context.proposal?.level ?? suggestion.level
const isDoubted = ({ suggestion }: Registration): boolean => !suggestion.sure
const differsFromLastYear = (one: Registration): boolean =>
  one.previousLevel !== null && one.previousLevel !== levelOf(one)
const isOverruled = (one: Registration): boolean => levelOf(one) !== one.suggestion.level
const isWithoutArticle = (one: Registration): boolean =>
  levelOf(one) === "PARTIAL" &&
  lacksArticle(one.workflow.context.proposal?.citation ?? one.suggestion.citation)
