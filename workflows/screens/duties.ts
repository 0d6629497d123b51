import type { DeadlineKind } from "#models/campaign/deadlines.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import type { Role } from "#models/shared/workflow.ts"
import type { Action } from "#workflows/permissions.ts"

/** A kind of work that waits: registrations in one state, of one agency where the role is bound to it. */
export type Duty = {
  role: Role
  state: RegistrationState
  title: string
  what: string
  deadline: DeadlineKind
  isOwnAgency: boolean
  /** Only urgent approvals a second person is to confirm; due also while rows stand still. */
  isUrgent?: true
  /** On which the person's unit is asked, whosever the registration is. */
  isAsked?: true
  /** Whether it is the person's to do now, anybody's who takes it up, or with others for the moment. */
  place: WorkPlace
  /** Whose appraisals of that state: one's own, nobody's, other people's; missing: whosever. */
  holder?: WorkPlace
  /** Decides on what somebody else proposed. */
  judges: boolean
}

export const WORK_PLACES = ["MINE", "UNCLAIMED", "OTHERS"] as const
export type WorkPlace = (typeof WORK_PLACES)[number]

/** The right each role's duties rest on: a deputy may have been handed other kinds of work. */
export const RIGHTS: Partial<Record<Role, Action>> = {
  SPECIALIST: "registration.propose",
  UNIT_HEAD: "registration.signOff",
  REVIEWER: "registration.appraise",
  CHIEF_OF_OFFICE: "registration.approve",
  COORDINATOR: "registration.giveOpinion",
}

const ASKED = {
  title: "Đơn vị được lấy ý kiến",
  what: "Trả lời trước hạn ghi trong yêu cầu.",
  deadline: "appraiseBy",
  isOwnAgency: false,
  isAsked: true,
  place: "MINE",
  judges: false,
} as const

const URGENT = {
  state: "approved",
  title: "Phê duyệt khẩn, chờ người thứ hai xác nhận",
  what: "Xem lý do, hồ sơ rồi xác nhận; chưa xác nhận thì chưa trình ký được.",
  deadline: "announceBy",
  isOwnAgency: false,
  isUrgent: true,
  place: "MINE",
  judges: false,
} as const

export const DUTIES: readonly Duty[] = [
  {
    role: "SPECIALIST",
    state: "returned",
    title: "Bị trả lại, cần hoàn thiện",
    what: "Sửa theo lý do trả lại rồi trình lại.",
    deadline: "registerBy",
    isOwnAgency: true,
    place: "MINE",
    judges: false,
  },
  {
    role: "SPECIALIST",
    state: "drafting",
    title: "Cần rà soát và đề xuất mức độ",
    what: "Trả lời tiêu chí, đề xuất mức độ rồi trình lãnh đạo đơn vị.",
    deadline: "registerBy",
    isOwnAgency: true,
    place: "MINE",
    judges: false,
  },
  {
    role: "UNIT_HEAD",
    state: "awaitingUnitHead",
    title: "Chờ ký duyệt đăng ký của đơn vị",
    what: "Ký duyệt để gửi Văn phòng UBND cấp tỉnh, hoặc trả lại kèm lý do.",
    deadline: "registerBy",
    isOwnAgency: true,
    place: "MINE",
    judges: true,
  },
  {
    role: "REVIEWER",
    state: "registered",
    title: "Mới đăng ký, chờ thẩm định",
    what: "Nhận thẩm định.",
    deadline: "appraiseBy",
    isOwnAgency: false,
    place: "UNCLAIMED",
    judges: true,
  },
  {
    role: "REVIEWER",
    state: "underAppraisal",
    title: "Đang thẩm định",
    what: "Kết luận thẩm định đạt, trả lại, hoặc lấy ý kiến.",
    deadline: "appraiseBy",
    isOwnAgency: false,
    place: "MINE",
    holder: "MINE",
    judges: true,
  },
  {
    role: "REVIEWER",
    state: "underAppraisal",
    title: "Đang thẩm định, chưa ai nhận",
    what: "Nhận thẩm định tiếp.",
    deadline: "appraiseBy",
    isOwnAgency: false,
    place: "UNCLAIMED",
    holder: "UNCLAIMED",
    judges: true,
  },
  {
    role: "REVIEWER",
    state: "underAppraisal",
    title: "Đang thẩm định, người khác giữ",
    what: "Người giữ thẩm định tiếp, hoặc trả về hàng chờ.",
    deadline: "appraiseBy",
    isOwnAgency: false,
    place: "OTHERS",
    holder: "OTHERS",
    judges: false,
  },
  {
    role: "REVIEWER",
    state: "consulting",
    title: "Đang lấy ý kiến",
    what: "Chờ đơn vị được hỏi trả lời.",
    deadline: "appraiseBy",
    isOwnAgency: false,
    place: "OTHERS",
    holder: "MINE",
    judges: false,
  },
  {
    role: "CHIEF_OF_OFFICE",
    state: "appraised",
    title: "Đã thẩm định, chờ phê duyệt",
    what: "Phê duyệt để đưa vào dự thảo danh mục.",
    deadline: "appraiseBy",
    isOwnAgency: false,
    place: "MINE",
    judges: true,
  },
  {
    role: "COORDINATOR",
    state: "consulting",
    ...ASKED,
  },
  { role: "REVIEWER", ...URGENT },
  { role: "CHIEF_OF_OFFICE", ...URGENT },
  { role: "SPECIALIST", state: "consulting", ...ASKED },
  { role: "UNIT_HEAD", state: "consulting", ...ASKED },
]
