import { auditDetailsOf } from "#models/audit/audit-details.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { auditLabelOf } from "#models/audit/audit-words.ts"
import { BULK_JOB_STATE_LABELS } from "#models/bulk-job/bulk-job.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { DELEGATION_STATE_LABELS } from "#models/delegation/states.ts"
import { DELIVERY_STATE_LABELS } from "#models/outbox/states.ts"
import { PLAN_STATE_LABELS } from "#models/plan/states.ts"
import { PLAN_TASK_STATE_LABELS } from "#models/plan-task/states.ts"
import { REMARK_STATE_LABELS } from "#models/public-remark/public-remark.ts"
import { REFERENCE_CHANGE_STATE_LABELS } from "#models/reference-change/states.ts"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { CHANGE_STATE_LABELS } from "#models/register-change/register-change.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { REORGANISATION_STATE_LABELS } from "#models/reorganisation/states.ts"
import { actorInWords } from "#models/shared/workflow.ts"
import { bulkLabelOf } from "#workflows/bulk/bulk-actions.ts"
import { ROLE_TABLE } from "#workflows/role-table.server.ts"

/** An entry of the log as people read it. */
export type AuditLine = {
  sequence: number
  at: Date
  by: string
  byName: string
  subject: { kind: string; id: string }
  /** Việc đã làm. */
  what: string
  /** The reason, question, number or level that came with it; empty when there was none. */
  detail: string
  /** Trạng thái before and after, in words; null where nothing moved. */
  from: string | null
  to: string | null
}

/** One audit entry in Vietnamese. */
export const describeEntry = (entry: AuditEntry): AuditLine => ({
  sequence: entry.sequence,
  at: new Date(entry.at),
  by: entry.by,
  byName: actorInWords({ ...entry, name: entry.byName || entry.by }),
  subject: entry.subject,
  what: auditLabelOf(entry.subject.kind, entry.type),
  detail: detailOf(entry),
  from: stateOf(entry.subject.kind, entry.from),
  to: stateOf(entry.subject.kind, entry.to),
})

const stateOf = (kind: string, state: string | null): string | null => {
  if (state === null) return null
  return STATE_LABELS[kind]?.[state] ?? state
}

const STATE_LABELS: Record<string, Record<string, string>> = {
  campaign: CAMPAIGN_STATE_LABELS,
  registration: REGISTRATION_STATE_LABELS,
  outbox: DELIVERY_STATE_LABELS,
  bulkJob: BULK_JOB_STATE_LABELS,
  regime: REGIME_PROPOSAL_STATE_LABELS,
  registerChange: CHANGE_STATE_LABELS,
  plan: PLAN_STATE_LABELS,
  planTask: PLAN_TASK_STATE_LABELS,
  referenceChange: REFERENCE_CHANGE_STATE_LABELS,
  reorganisation: REORGANISATION_STATE_LABELS,
  remark: REMARK_STATE_LABELS,
  delegation: DELEGATION_STATE_LABELS,
}

/** What the entry says beside its name; permissions and bulk actions have their words where they are ruled. */
const detailOf = ({ subject, type, payload }: AuditEntry): string =>
  [
    ...(typeof payload.bulkAction === "string" ? bulkInText(payload.bulkAction) : []),
    ...(type === "access.denied" ? deniedInText(String(payload.action)) : []),
    ...auditDetailsOf(subject.kind, type, payload),
  ].join("; ")

const bulkInText = (action: string): string[] => {
  const label = bulkLabelOf(action)
  return label ? [`«${label}»`] : []
}

const deniedInText = (action: string): string[] => {
  const rule = ROLE_TABLE.get(action)
  return [rule ? `quyền «${rule.label}»` : action]
}
