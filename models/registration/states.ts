export const REGISTRATION_STATES = [
  "drafting",
  "awaitingUnitHead",
  "registered",
  "underAppraisal",
  "consulting",
  "returned",
  "appraised",
  "approved",
  "announced",
  "published",
  "superseded",
  "recalled",
  "withdrawn",
  "repealed",
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

export const REGISTRATION_STATE_LABELS: Record<RegistrationState, string> = {
  drafting: "Dự thảo",
  awaitingUnitHead: "Chờ lãnh đạo đơn vị ký duyệt",
  registered: "Đã đăng ký",
  underAppraisal: "Đang thẩm định",
  consulting: "Đang lấy ý kiến",
  returned: "Trả lại để hoàn thiện",
  appraised: "Đã thẩm định",
  approved: "Đã phê duyệt (đưa vào dự thảo danh mục)",
  announced: "Đã công bố",
  published: "Đã công khai trên các cổng",
  superseded: "Đã thay thế",
  recalled: "Quyết định công bố đã thu hồi",
  withdrawn: "Đã rút",
  repealed: "Thủ tục bị bãi bỏ",
}

/** Nothing more is to be done in this campaign. */
export const FINISHED_STATES: readonly string[] = [
  "announced",
  "published",
  "superseded",
  "recalled",
  "withdrawn",
  "repealed",
]
