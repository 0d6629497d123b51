import type { ClockKind } from "../deadline/clock-kinds.ts"

/** What people are told of, as they choose by. */
export const NOTICE_KINDS = [
  "REVIEW",
  "OPINION",
  "DECISION",
  "SERVICE",
  "PLAN",
  "REPORT",
  "REMARK",
  "ABSENCE",
  "MENTION",
  "RETURN",
  "ACCOUNT",
  "PERSONAL_DATA",
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export const NOTICE_KIND_LABELS: Record<NoticeKind, string> = {
  REVIEW: "Các mốc của đợt rà soát",
  OPINION: "Trả lời ý kiến",
  DECISION: "Phát hành, công bố, nhập cơ sở dữ liệu quốc gia",
  SERVICE: "Báo trước tạm ngừng dịch vụ",
  PLAN: "Nhiệm vụ của kế hoạch; trang, hệ thống của đơn vị không truy cập được",
  REPORT: "Báo cáo quý, báo cáo đột xuất",
  REMARK: "Góp ý của người dân",
  ABSENCE: "Vắng mặt, làm thay",
  MENTION: "Được nhắc đến trong trao đổi, được giao việc; tệp mình gửi bị xóa",
  RETURN: "Phiếu đăng ký của đơn vị gửi đến",
  ACCOUNT: "Cách đăng nhập vào tài khoản của mình bị đổi",
  PERSONAL_DATA: "Đề nghị sửa, xóa dữ liệu cá nhân",
}

export const NOTICE_KIND_OF: Record<ClockKind, NoticeKind> = {
  REGISTER_BY: "REVIEW",
  APPRAISE_BY: "REVIEW",
  ANNOUNCE_BY: "REVIEW",
  PUBLISH_BY: "REVIEW",
  OPINION: "OPINION",
  PLAN_TASK: "PLAN",
  ISSUE: "DECISION",
  NATIONAL_DATABASE: "DECISION",
  BEFORE_EFFECT: "DECISION",
  INTERRUPTION_NOTICE: "SERVICE",
  QUARTERLY_REPORT: "REPORT",
  AD_HOC_REPORT: "REPORT",
}
