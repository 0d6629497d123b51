import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { BULK_JOB_STATE_LABELS } from "#models/bulk-job/bulk-job.ts"
import { CAMPAIGN_EVENT_LABELS } from "#models/campaign/events.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { DELIVERY_EVENT_LABELS } from "#models/outbox/events.ts"
import { DELIVERY_STATE_LABELS } from "#models/outbox/states.ts"
import { REGIME_PROPOSAL_EVENT_LABELS } from "#models/regime-proposal/events.ts"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { CHANGE_STATE_LABELS } from "#models/register-change/register-change.ts"
import { REGISTRATION_EVENT_LABELS } from "#models/registration/events.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import { ROLE_LABELS, ROLES } from "#models/shared/workflow.ts"
import { BULK_ACTION_NAMES, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import { PERMISSIONS } from "#workflows/permissions.ts"

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

const OTHER_LABELS: Record<string, string> = {
  ...REGIME_PROPOSAL_EVENT_LABELS,
  "attachment.added": "Đính kèm tệp",
  "attachment.removed": "Bỏ tệp đính kèm",
  "evidence.imported": "Nhập danh sách đối chiếu",
  "evidence.decided": "Xác nhận cặp tên của danh sách đối chiếu",
  "change.resolved": "Xử lý thay đổi của thủ tục",
  "bulk.started": "Lập việc hàng loạt",
  "bulk.finished": "Xong việc hàng loạt",
  "bulk.cancelled": "Dừng việc hàng loạt",
  "bulk.failed": "Việc hàng loạt dừng vì lỗi hệ thống",
  "access.denied": "Bị từ chối truy cập",
  "message.requeued": DELIVERY_EVENT_LABELS["message.requeued"],
  "register.imported": "Nhập thủ tục vào sổ",
  "register.importRefused": "Tệp nhập bị từ chối",
  "template.revised": "Ban hành phiên bản mới của mẫu văn bản",
  "user.added": "Thêm người dùng, phân công vai trò",
}

/** Every kind of event the log may hold, with its Vietnamese label: for the filter. */
export const AUDIT_TYPE_LABELS: Record<string, string> = {
  ...CAMPAIGN_EVENT_LABELS,
  ...REGISTRATION_EVENT_LABELS,
  ...OTHER_LABELS,
}

export const SUBJECT_LABELS: Record<string, string> = {
  registration: "Đăng ký",
  regime: "Bộ quy định",
  evidence: "Danh sách đối chiếu",
  registerChange: "Thay đổi của thủ tục",
  bulkJob: "Việc hàng loạt",
  campaign: "Đợt rà soát, danh mục",
  template: "Mẫu văn bản",
  register: "Sổ thủ tục",
  import: "Lần nhập thủ tục",
  outbox: "Bản tin gửi cổng",
  "training-clock": "Đồng hồ tập huấn",
  user: "Người dùng",
  auditLog: "Nhật ký",
  page: "Trang",
}

/** One audit entry in Vietnamese. */
export const describeEntry = (entry: AuditEntry): AuditLine => ({
  sequence: entry.sequence,
  at: new Date(entry.at),
  by: entry.by,
  byName: entry.byName || entry.by,
  subject: entry.subject,
  what: labelOf(entry),
  detail: detailOf(entry.payload),
  from: stateOf(entry.subject.kind, entry.from),
  to: stateOf(entry.subject.kind, entry.to),
})

const labelOf = ({ subject, type }: AuditEntry): string => {
  const own: Record<string, string> =
    subject.kind === "campaign" ? CAMPAIGN_EVENT_LABELS : REGISTRATION_EVENT_LABELS
  return own[type] ?? AUDIT_TYPE_LABELS[type] ?? type
}

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
}

/** The parts of a payload people look for, in the order they matter. */
function detailOf(payload: Record<string, unknown>): string {
  const text = (key: string, before = "", after = ""): string[] => {
    const value = payload[key]
    return (typeof value === "string" && value !== "") || typeof value === "number"
      ? [`${before}${value}${after}`]
      : []
  }
  const action =
    typeof payload.action === "string" ? PERMISSIONS[payload.action as keyof typeof PERMISSIONS] : null
  return [
    ...levelOf(payload.proposal),
    ...bulkOf(payload.bulkAction),
    ...text("rows", "", " mục"),
    ...text("reason"),
    ...text("question"),
    ...text("dueOn", "hạn trả lời "),
    ...text("opinion"),
    ...text("note"),
    ...text("decision", "quyết định "),
    ...text("decisionNumber", "quyết định số "),
    ...text("number", "số "),
    ...text("submissionNumber", "tờ trình số "),
    ...text("letter", "công văn "),
    ...text("text"),
    ...text("entries", "", " dịch vụ"),
    ...text("leftOutReason", "để lại: "),
    ...text("fileName", "tệp "),
    ...text("criterion", "tiêu chí "),
    ...roleOf(payload.role),
    ...text("agencyId", "tại "),
    ...(action ? [`quyền «${action.label}»`] : text("action")),
  ].join("; ")
}

const bulkOf = (action: unknown): string[] => {
  const known = BULK_ACTION_NAMES.find((one) => one === action)
  return known ? [`«${bulkRuleOf(known).label}»`] : []
}

const roleOf = (role: unknown): string[] => {
  const known = ROLES.find((one) => one === role)
  return known ? [ROLE_LABELS[known]] : []
}

function levelOf(proposal: unknown): string[] {
  if (proposal === null || typeof proposal !== "object" || !("level" in proposal)) return []
  return [SERVICE_LEVEL_LABELS[proposal.level as ServiceLevel] ?? ""]
}
