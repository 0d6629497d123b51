import { type Actor, type OnBehalfOf, ROLES, type Role } from "#models/shared/workflow.ts"
import { goesOver } from "./work-areas.ts"

export type Rule = { label: string; roles: readonly Role[]; scope: "OWN_AGENCY" | "ANY_AGENCY" }

/** The right to one official step, kept with the step (`campaign/steps/`). */
export type Permission = Rule & { action: string }

const OFFICE = ["REVIEWER", "CHIEF_OF_OFFICE"] as const
const STAFF = ROLES

/**
 * Who may do what, but for the rights that stand with their one step: together they are the role × action table
 * (`role-table.server.ts`). Everything not listed is refused.
 */
export const PERMISSIONS = {
  "register.view": { label: "Xem sổ thủ tục", roles: STAFF, scope: "ANY_AGENCY" },
  "register.import": { label: "Nhập thủ tục vào sổ", roles: ["REVIEWER", "ADMIN"], scope: "ANY_AGENCY" },
  "register.resolveChange": {
    label: "Xử lý thay đổi của thủ tục",
    roles: ["REVIEWER"],
    scope: "ANY_AGENCY",
  },
  "register.settleScope": {
    label: "Xác định phạm vi của thủ tục",
    roles: ["REVIEWER"],
    scope: "ANY_AGENCY",
  },
  "evidence.import": {
    label: "Nhập danh sách đối chiếu, xác nhận cặp tên",
    roles: ["REVIEWER", "COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "regime.view": { label: "Xem bộ quy định pháp luật", roles: STAFF, scope: "ANY_AGENCY" },
  "regime.propose": { label: "Soạn, trình bộ quy định mới", roles: ["ADMIN"], scope: "ANY_AGENCY" },
  "regime.approve": { label: "Phê duyệt bộ quy định mới", roles: ["CHIEF_OF_OFFICE"], scope: "ANY_AGENCY" },
  "readiness.view": {
    label: "Xem việc còn thiếu để ban hành",
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "RECORDS_CLERK", "ADMIN"],
    scope: "ANY_AGENCY",
  },
  "administration.view": {
    label: "Xem dữ liệu nền",
    roles: ["ADMIN", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "administration.draft": { label: "Soạn thay đổi dữ liệu nền", roles: ["ADMIN"], scope: "ANY_AGENCY" },
  "administration.confirm": {
    label: "Xác nhận thay đổi dữ liệu nền",
    roles: ["ADMIN", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "administration.confirmLaw": {
    label: "Xác nhận thẩm quyền ký, cơ quan ban hành, cơ quan đầu mối",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "session.end": { label: "Xem, kết thúc phiên của người khác", roles: ["ADMIN"], scope: "ANY_AGENCY" },
  "campaign.view": { label: "Xem tiến độ đợt rà soát", roles: STAFF, scope: "ANY_AGENCY" },
  "campaign.oversee": {
    label: "Xem toàn cảnh đợt rà soát",
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER", "COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "campaign.run": { label: "Mở, khóa đợt rà soát; chốt danh mục", roles: OFFICE, scope: "ANY_AGENCY" },
  "registration.view": {
    label: "Xem đăng ký của đơn vị",
    roles: ["SPECIALIST", "UNIT_HEAD"],
    scope: "OWN_AGENCY",
  },
  "registration.viewAll": {
    label: "Xem đăng ký của mọi đơn vị",
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER", "RECORDS_CLERK", "COORDINATOR", "ADMIN"],
    scope: "ANY_AGENCY",
  },
  "registration.propose": {
    label: "Trả lời tiêu chí, đề xuất mức độ",
    roles: ["SPECIALIST"],
    scope: "OWN_AGENCY",
  },
  "registration.signOff": { label: "Ký duyệt đăng ký của đơn vị", roles: ["UNIT_HEAD"], scope: "OWN_AGENCY" },
  "registration.withdraw": { label: "Rút đăng ký", roles: ["SPECIALIST", "UNIT_HEAD"], scope: "OWN_AGENCY" },
  "registration.appraise": {
    label: "Thẩm định, trả lại, lấy ý kiến",
    roles: ["REVIEWER"],
    scope: "ANY_AGENCY",
  },
  "registration.assign": { label: "Giao việc thẩm định", roles: OFFICE, scope: "ANY_AGENCY" },
  "registration.reassign": {
    label: "Giao lại việc thẩm định đang do người khác giữ",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "registration.giveOpinion": {
    label: "Trả lời ý kiến (cơ quan chuyên môn về chuyển đổi số)",
    roles: ["COORDINATOR"],
    scope: "OWN_AGENCY",
  },
  "registration.giveUnitOpinion": {
    label: "Trả lời ý kiến mà đơn vị được hỏi",
    roles: ["SPECIALIST", "UNIT_HEAD"],
    scope: "OWN_AGENCY",
  },
  "registration.approve": { label: "Phê duyệt đăng ký", roles: OFFICE, scope: "ANY_AGENCY" },
  "registration.approveUrgently": {
    label: "Phê duyệt khẩn, không chờ ý kiến",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "registration.takeOver": {
    label: "Giải quyết thay khi không còn ai ký duyệt, thẩm định được",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "registration.repeal": { label: "Ghi nhận thủ tục bị bãi bỏ", roles: ["REVIEWER"], scope: "ANY_AGENCY" },
  "procedure.repeal": {
    label: "Ghi nhận bãi bỏ thủ tục đang có hiệu lực, rút khỏi các cổng",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "bulk.oversee": {
    label: "Xem, dừng việc hàng loạt của người khác",
    roles: ["ADMIN"],
    scope: "ANY_AGENCY",
  },
  "edition.view": { label: "Xem hồ sơ danh mục", roles: STAFF, scope: "ANY_AGENCY" },
  "edition.correct": {
    label: "Đính chính, điều chỉnh, thu hồi, lưu trữ",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "template.view": { label: "Xem mẫu văn bản", roles: STAFF, scope: "ANY_AGENCY" },
  "template.revise": { label: "Sửa mẫu văn bản", roles: ["CHIEF_OF_OFFICE"], scope: "ANY_AGENCY" },
  "delivery.view": { label: "Xem việc gửi bản ghi lên các cổng", roles: STAFF, scope: "ANY_AGENCY" },
  "delivery.run": { label: "Gửi lại bản ghi", roles: ["REVIEWER", "ADMIN"], scope: "ANY_AGENCY" },
  "recovery.settle": {
    label: "Đối chiếu sau phục hồi dữ liệu",
    roles: ["RECORDS_CLERK", "ADMIN"],
    scope: "ANY_AGENCY",
  },
  "reorganisation.view": {
    label: "Xem việc sắp xếp đơn vị",
    roles: ["ADMIN", "CHIEF_OF_OFFICE", "REVIEWER"],
    scope: "ANY_AGENCY",
  },
  "reorganisation.draft": { label: "Soạn, trình việc sắp xếp đơn vị", roles: ["ADMIN"], scope: "ANY_AGENCY" },
  "reorganisation.confirm": {
    label: "Xác nhận, hoàn lại việc sắp xếp đơn vị",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "audit.view": { label: "Xem nhật ký", roles: ["ADMIN", "CHIEF_OF_OFFICE"], scope: "ANY_AGENCY" },
  "deadline.view": { label: "Xem thời hạn", roles: STAFF, scope: "ANY_AGENCY" },
  "deadline.record": {
    label: "Ghi thời hạn",
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "deadline.change": {
    label: "Gia hạn, tạm dừng, ghi nhận xong thời hạn",
    roles: ["CHIEF_OF_OFFICE", "COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "plan.view": { label: "Xem kế hoạch, nhiệm vụ của kế hoạch", roles: STAFF, scope: "ANY_AGENCY" },
  "plan.draft": { label: "Soạn, nhập, trình kế hoạch", roles: ["COORDINATOR"], scope: "ANY_AGENCY" },
  "plan.approve": { label: "Duyệt, trả lại kế hoạch", roles: ["CHIEF_OF_OFFICE"], scope: "ANY_AGENCY" },
  "plan.issue": { label: "Ban hành kế hoạch", roles: ["RECORDS_CLERK"], scope: "ANY_AGENCY" },
  "plan.lookAtSites": {
    label: "Yêu cầu hệ thống kiểm tra trang của đơn vị",
    roles: ["COORDINATOR", "CHIEF_OF_OFFICE", "ADMIN"],
    scope: "ANY_AGENCY",
  },
  "planTask.report": {
    label: "Làm, báo cáo nhiệm vụ của đơn vị mình",
    roles: ["SPECIALIST", "UNIT_HEAD", "REVIEWER", "CHIEF_OF_OFFICE", "COORDINATOR"],
    scope: "OWN_AGENCY",
  },
  "planTask.reportForUnit": {
    label: "Ghi thay đơn vị chưa có tài khoản",
    roles: ["COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "planTask.accept": {
    label: "Xác nhận, trả lại, gia hạn, mở lại nhiệm vụ",
    roles: ["COORDINATOR", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "indicator.view": { label: "Xem chỉ số", roles: STAFF, scope: "ANY_AGENCY" },
  "indicator.setTargets": { label: "Đặt chỉ tiêu", roles: ["COORDINATOR", "ADMIN"], scope: "ANY_AGENCY" },
  "indicator.import": { label: "Nhập số liệu sử dụng", roles: ["COORDINATOR"], scope: "ANY_AGENCY" },
  "report.view": { label: "Xem báo cáo định kỳ, đột xuất", roles: STAFF, scope: "ANY_AGENCY" },
  "report.write": {
    label: "Lập báo cáo của đơn vị mình",
    roles: ["SPECIALIST", "UNIT_HEAD", "REVIEWER", "CHIEF_OF_OFFICE", "COORDINATOR"],
    scope: "OWN_AGENCY",
  },
  "report.writeForUnit": {
    label: "Ghi báo cáo thay đơn vị chưa có tài khoản",
    roles: ["COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "report.signOff": {
    label: "Ký duyệt báo cáo của đơn vị",
    roles: ["UNIT_HEAD", "CHIEF_OF_OFFICE"],
    scope: "OWN_AGENCY",
  },
  "report.accept": {
    label: "Chấp nhận, trả lại báo cáo của đơn vị",
    roles: ["COORDINATOR", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "report.consolidate": {
    label: "Đặt biểu mẫu, yêu cầu báo cáo, khóa kỳ, tổng hợp",
    roles: ["COORDINATOR"],
    scope: "ANY_AGENCY",
  },
  "report.reopen": {
    label: "Mở lại kỳ báo cáo đã gửi",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "report.number": {
    label: "Cấp số, gửi báo cáo tổng hợp",
    roles: ["RECORDS_CLERK"],
    scope: "ANY_AGENCY",
  },
  "report.sign": { label: "Ký báo cáo tổng hợp", roles: ["LEADER"], scope: "ANY_AGENCY" },
  "dispatch.view": {
    label: "Xem thư, tin đã gửi ra ngoài",
    roles: ["ADMIN", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "dispatch.resend": { label: "Gửi lại thư, tin", roles: ["ADMIN"], scope: "ANY_AGENCY" },
  "remark.answer": {
    label: "Trả lời góp ý của người dân về thủ tục của đơn vị",
    roles: ["SPECIALIST", "UNIT_HEAD"],
    scope: "OWN_AGENCY",
  },
  "remark.answerAny": {
    label: "Trả lời góp ý của người dân về mọi thủ tục",
    roles: OFFICE,
    scope: "ANY_AGENCY",
  },
  "delegation.view": { label: "Xem việc làm thay của mình", roles: STAFF, scope: "ANY_AGENCY" },
  "delegation.decideInUnit": {
    label: "Giao làm thay trong đơn vị",
    roles: ["UNIT_HEAD"],
    scope: "OWN_AGENCY",
  },
  "delegation.decide": {
    label: "Giao làm thay ở Văn phòng và các đơn vị",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "delegation.oversee": {
    label: "Xem việc làm thay của mọi người, đề nghị làm thay",
    roles: ["ADMIN", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "work.handOver": {
    label: "Bàn giao việc của người thôi làm",
    roles: ["ADMIN", "CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  "clock.move": { label: "Chuyển ngày trong chế độ tập huấn", roles: STAFF, scope: "ANY_AGENCY" },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof PERMISSIONS

/** The rule of a right, wherever it stands. */
export const ruleOf = (right: Action | Permission): Rule =>
  typeof right === "string" ? PERMISSIONS[right] : right

/** What a right is called in the log. */
export const nameOf = (right: Action | Permission): string =>
  typeof right === "string" ? right : right.action

/**
 * As whom the actor may take the action, on the given agency where it is bound to one: in their own right first, then in the
 * place of each whom they deputise for. None: it is refused.
 */
export const waysToAct = (actor: Actor, right: Action | Permission, agencyId?: string): Actor[] => {
  const rule = ruleOf(right)
  const fitting = actor.assignments.filter(
    ({ role, agencyId: at }) => rule.roles.includes(role) && (rule.scope === "ANY_AGENCY" || at === agencyId),
  )
  const { onBehalfOf: _, ...self } = actor
  const own = fitting.some(({ delegated }) => delegated === undefined)
  const places = new Map<string, OnBehalfOf>()
  for (const { delegated } of fitting)
    if (delegated && goesOver(nameOf(right), delegated)) {
      const { areas: _areas, until: _until, ...place } = delegated
      places.set(place.delegationId, place)
    }
  return [...(own ? [self] : []), ...[...places.values()].map((onBehalfOf) => ({ ...self, onBehalfOf }))]
}

/** Whether the actor's assignments, own or deputised, allow the action. */
export const isAllowed = (actor: Actor, right: Action | Permission, agencyId?: string): boolean =>
  waysToAct(actor, right, agencyId).length > 0
