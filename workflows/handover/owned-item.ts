import type { Actor } from "#models/shared/workflow.ts"
import { type Action, type Permission, ruleOf, waysToAct } from "#workflows/permissions.ts"

/** The kinds of things a person can have in hand, in the order they are shown. */
export const HANDOVER_KINDS = [
  "REGISTRATION",
  "WORKING_COPY",
  "UNIT_SHEET",
  "STAGED_IMPORT",
  "BULK_JOB",
  "LONG_ACT",
  "DEADLINE",
  "REFERENCE_CHANGE",
  "REGIME",
  "REORGANISATION",
  "SIGNATURE",
  "DELEGATION",
] as const
export type HandoverKind = (typeof HANDOVER_KINDS)[number]

export const HANDOVER_LABELS: Record<HandoverKind, string> = {
  REGISTRATION: "Đăng ký đang soạn, bị trả lại, đang thẩm định",
  WORKING_COPY: "Phần đang nhập dở",
  UNIT_SHEET: "Bảng tính đã gửi, chưa nhận",
  STAGED_IMPORT: "Tệp thủ tục đã gửi, chưa nhập",
  BULK_JOB: "Việc hàng loạt đang chạy",
  LONG_ACT: "Việc dài đang làm dở",
  DEADLINE: "Thời hạn đã ghi, đang chạy",
  REFERENCE_CHANGE: "Thay đổi dữ liệu nền đang soạn, chờ xác nhận",
  REGIME: "Bộ quy định đang soạn, chờ phê duyệt",
  REORGANISATION: "Phương án sắp xếp đang soạn, chờ xác nhận",
  SIGNATURE: "Quyết định đang trình người này ký",
  DELEGATION: "Việc làm thay còn hiệu lực",
}

/** Something open that one person has in hand. */
export type OwnedItem = {
  kind: HandoverKind
  id: string
  name: string
  state: string
  /** What whoever has it must be allowed, on this agency where it is bound to one. */
  right: Action | Permission | null
  agencyId: string | null
  /** People who must not have it (design promise 1). */
  notBy: readonly string[]
  /** Where it cannot go to another by handing over: what is to be done instead. */
  instead: string | null
}

/** Why somebody may not have a thing, in words; null when they may. What they do for others does not count: it ends. */
export const whyNotTo = (item: OwnedItem, successor: Actor): string | null => {
  if (item.instead) return item.instead
  if (item.notBy.includes(successor.id))
    return `${successor.name} đã đề xuất phiếu này nên không thẩm định được.`
  if (item.right === null) return null
  const own = waysToAct(successor, item.right, item.agencyId ?? undefined).some(
    ({ onBehalfOf }) => !onBehalfOf,
  )
  return own
    ? null
    : `${successor.name} không có quyền «${ruleOf(item.right).label}»${item.agencyId ? " ở đơn vị này" : ""}.`
}
