import { CAMPAIGN_EVENT_LABELS } from "../campaign/events.ts"
import { DELEGATION_EVENT_LABELS } from "../delegation/events.ts"
import { DELIVERY_EVENT_LABELS } from "../outbox/events.ts"
import { PLAN_EVENT_LABELS } from "../plan/events.ts"
import { PLAN_TASK_EVENT_LABELS } from "../plan-task/events.ts"
import { REFERENCE_CHANGE_EVENT_LABELS } from "../reference-change/events.ts"
import { REGIME_PROPOSAL_EVENT_LABELS } from "../regime-proposal/events.ts"
import { REGISTRATION_EVENT_LABELS } from "../registration/events.ts"
import { REORGANISATION_EVENT_LABELS } from "../reorganisation/events.ts"
import { PERIOD_EVENT_LABELS } from "../reporting-period/events.ts"
import { REPORT_EVENT_LABELS } from "../unit-report/events.ts"
import type { AUDIT_SHAPES } from "./audit-shapes.ts"

type Shapes = typeof AUDIT_SHAPES

const HANDED_OVER = { "work.handedOver": "Bàn giao cho người khác" } as const

const ERASED = {
  "attachment.erased": "Xóa hẳn nội dung tệp đã bỏ",
  "attachment.infected": "Xóa tệp có mã độc",
}

/** What every event is called: one that has no words does not compile. */
export const AUDIT_LABELS: { [Kind in keyof Shapes]: Record<keyof Shapes[Kind], string> } = {
  campaign: { ...CAMPAIGN_EVENT_LABELS, ...HANDED_OVER },
  registration: {
    ...REGISTRATION_EVENT_LABELS,
    "attachment.added": "Đính kèm tệp",
    "comment.added": "Trao đổi",
    "attachment.removed": "Bỏ tệp đính kèm",
    ...ERASED,
    "lead.changed": "Chuyển cơ quan đầu mối",
    "copy.handedOver": "Bàn giao phần đang nhập dở",
    ...HANDED_OVER,
  },
  regime: { ...REGIME_PROPOSAL_EVENT_LABELS, ...HANDED_OVER },
  referenceChange: { ...REFERENCE_CHANGE_EVENT_LABELS, ...HANDED_OVER },
  reorganisation: { ...REORGANISATION_EVENT_LABELS, ...HANDED_OVER },
  delegation: DELEGATION_EVENT_LABELS,
  plan: PLAN_EVENT_LABELS,
  planTask: { ...PLAN_TASK_EVENT_LABELS, ...ERASED },
  planReminder: { "units.reminded": "Đôn đốc đơn vị có nhiệm vụ quá hạn" },
  unitReport: REPORT_EVENT_LABELS,
  reportingPeriod: { ...PERIOD_EVENT_LABELS, "period.requested": "Yêu cầu báo cáo đột xuất" },
  outbox: { "message.requeued": DELIVERY_EVENT_LABELS["message.requeued"] },
  bulkJob: {
    "bulk.started": "Lập việc hàng loạt",
    "bulk.finished": "Xong việc hàng loạt",
    "bulk.cancelled": "Dừng việc hàng loạt",
    "bulk.failed": "Việc hàng loạt dừng vì lỗi hệ thống",
    ...HANDED_OVER,
  },
  template: { "template.revised": "Ban hành phiên bản mới của mẫu văn bản" },
  unitReturn: { "return.sent": "Gửi phiếu đăng ký của đơn vị" },
  registerChange: { "change.resolved": "Xử lý thay đổi của thủ tục" },
  procedure: {
    "procedure.repealed": "Ghi nhận bãi bỏ thủ tục, rút khỏi các cổng",
    "scope.settled": "Xác định phạm vi của thủ tục",
    "procedure.repealPlanned": "Ghi nhận trước việc bãi bỏ thủ tục",
    "procedure.repealUndone": "Hủy việc bãi bỏ đã ghi nhận trước",
  },
  usage: { "usage.imported": "Nhập số liệu sử dụng" },
  evidence: {
    "evidence.imported": "Nhập danh sách đối chiếu",
    "evidence.decided": "Xác nhận cặp tên của danh sách đối chiếu",
  },
  unitSheet: HANDED_OVER,
  import: {
    ...HANDED_OVER,
    "register.imported": "Nhập thủ tục vào sổ",
    "register.importRefused": "Tệp nhập bị từ chối",
    "register.importUndone": "Hoàn tác lần nhập",
  },
  deadline: {
    ...HANDED_OVER,
    "deadline.recorded": "Ghi thời hạn",
    "deadline.moved": "Gia hạn",
    "deadline.paused": "Tạm dừng tính thời hạn",
    "deadline.resumed": "Tính tiếp thời hạn",
    "deadline.done": "Ghi nhận đã xong theo thời hạn",
    "reminder.sent": "Nhắc hạn",
  },
  recovery: {
    "numbers.settled": "Ghi số cuối trên sổ giấy sau phục hồi",
    "portals.read": "Đọc lại các cổng sau phục hồi",
    "record.settled": "Đối chiếu bản ghi ở cổng sau phục hồi",
    "portal.waiverAsked": "Đề nghị bỏ qua cổng không đọc lại được sau phục hồi",
    "portal.waived": "Xác nhận bỏ qua cổng không đọc lại được sau phục hồi",
    "recovery.finished": "Hoàn thành đối chiếu sau phục hồi",
  },
  remark: {
    "remark.received": "Nhận góp ý của người dân",
    "remark.answered": "Trả lời góp ý của người dân",
    "remark.closed": "Đóng góp ý của người dân",
  },
  website: { "site.lookAsked": "Yêu cầu kiểm tra trang", "site.lookedAt": "Hệ thống kiểm tra trang" },
  portal: { "portal.tested": "Thử kết nối cổng" },
  province: { "province.setUp": "Thiết lập tỉnh, thành phố" },
  dispatch: { "dispatch.requeued": "Gửi lại thư, tin" },
  account: {
    "session.started": "Đăng nhập",
    "session.ended": "Đăng xuất",
    "session.endedElsewhere": "Kết thúc phiên làm việc ở nơi khác",
    "session.endedByOffice": "Quản trị kết thúc phiên đăng nhập",
    "signIn.failed": "Đăng nhập không thành công",
    "session.proven": "Xác nhận lại danh tính",
    "password.ended": "Thôi mật khẩu dùng một lần vì đã vào bằng đăng nhập chung",
    "password.resetAsked": "Nhận mã đặt lại mật khẩu qua thư",
    "password.reset": "Đặt lại mật khẩu bằng mã qua thư",
    "secondFactor.added": "Cài xác thực hai bước",
    "secondFactor.removed": "Bỏ xác thực hai bước",
    "passkey.added": "Thêm khóa truy cập",
    "passkey.removed": "Xóa khóa truy cập",
  },
  user: {
    "password.changed": "Đổi mật khẩu của mình",
    "view.kept": "Lưu bộ lọc",
    "view.dropped": "Xóa bộ lọc đã lưu",
    "notices.chosen": "Chọn cách nhận thông báo",
    "calendar.opened": "Tạo địa chỉ lịch",
    "calendar.closed": "Thu hồi địa chỉ lịch",
    "work.handedOver": "Bàn giao việc của một người",
    "details.viewed": "Xem dữ liệu cá nhân của người khác",
    "details.downloaded": "Tải về dữ liệu cá nhân của mình",
    "details.correctionAsked": "Đề nghị sửa dữ liệu cá nhân",
    "details.correctionAnswered": "Trả lời đề nghị sửa dữ liệu cá nhân",
    "details.erasureAsked": "Đề nghị xóa thông tin cá nhân",
    "details.erasureWithdrawn": "Bỏ đề nghị xóa thông tin cá nhân",
    "details.erased": "Xóa thông tin cá nhân",
    "signerNumber.asked": "Đề nghị cho dùng số định danh mới",
    "signerNumber.refused": "Không cho dùng số định danh mới",
    "signerNumber.renewed": "Cho dùng số định danh mới",
    "signerNumber.unsaid": "Ký bằng chứng thư không ghi số định danh, dù chữ ký trước có số",
    "user.added": "Thêm người dùng, phân công vai trò",
  },
}

const DENIED_LABEL = "Bị từ chối truy cập"

/** Every kind of event the log may hold, with its label: for the filter. */
export const AUDIT_TYPE_LABELS: Record<string, string> = {
  ...Object.assign({}, ...Object.values(AUDIT_LABELS)),
  ...CAMPAIGN_EVENT_LABELS,
  ...REGISTRATION_EVENT_LABELS,
  "access.denied": DENIED_LABEL,
}

/** What an entry's event is called. */
export const auditLabelOf = (kind: string, type: string): string => {
  const labels: Record<string, Record<string, string>> = AUDIT_LABELS
  return labels[kind]?.[type] ?? AUDIT_TYPE_LABELS[type] ?? type
}

/** What the things are called that entries are about; accesses may be refused to some that have no entries else. */
export const SUBJECT_LABELS: Record<string, string> = {
  registration: "Đăng ký",
  regime: "Bộ quy định",
  referenceChange: "Thay đổi dữ liệu nền",
  reorganisation: "Sắp xếp đơn vị",
  delegation: "Làm thay khi vắng",
  plan: "Kế hoạch",
  planTask: "Nhiệm vụ của kế hoạch",
  planReminder: "Đôn đốc nhiệm vụ của kế hoạch",
  unitReport: "Báo cáo của đơn vị",
  reportingPeriod: "Kỳ báo cáo",
  evidence: "Danh sách đối chiếu",
  usage: "Số liệu sử dụng",
  indicator: "Chỉ số",
  registerChange: "Thay đổi của thủ tục",
  procedure: "Thủ tục hành chính",
  bulkJob: "Việc hàng loạt",
  unitReturn: "Phiếu đăng ký của đơn vị",
  campaign: "Đợt rà soát, danh mục",
  template: "Mẫu văn bản",
  register: "Sổ thủ tục",
  import: "Lần nhập thủ tục",
  outbox: "Bản tin gửi cổng",
  unitSheet: "Bảng tính của đơn vị",
  "training-clock": "Đồng hồ tập huấn",
  portal: "Cổng nhận bản ghi",
  website: "Trang, hệ thống của đơn vị",
  province: "Tỉnh, thành phố",
  dispatch: "Thư, tin gửi ra ngoài",
  account: "Tài khoản",
  user: "Người dùng",
  deadline: "Thời hạn",
  remark: "Góp ý của người dân",
  recovery: "Phục hồi dữ liệu",
  auditLog: "Nhật ký",
  page: "Trang",
}
