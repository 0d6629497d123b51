/**
 * CHANGED: the nation's record says something else now. VANISHED: a whole list came without it. REGIME: the law the level was
 * decided under has ended, and the new one asks otherwise.
 */
export const CHANGE_KINDS = ["CHANGED", "VANISHED", "REGIME"] as const

/**
 * OPEN asks for a decision; NOTED touches no level and asks for nothing. IN_REVIEW: a review has taken it up; REOPENED: a
 * registration was sent back for it; DISMISSED: looked at, the level stays; WITHDRAWN: the procedure is gone.
 */
export const CHANGE_STATES = ["OPEN", "NOTED", "IN_REVIEW", "REOPENED", "DISMISSED", "WITHDRAWN"] as const
export type ChangeState = (typeof CHANGE_STATES)[number]

export const CHANGE_STATE_LABELS: Record<ChangeState, string> = {
  OPEN: "Chờ xử lý",
  NOTED: "Ghi nhận, không ảnh hưởng mức độ",
  IN_REVIEW: "Đã đưa vào đợt rà soát",
  REOPENED: "Đã mở lại đăng ký",
  DISMISSED: "Giữ nguyên mức độ",
  WITHDRAWN: "Đã ghi nhận bãi bỏ",
}

/** Thay đổi của một thủ tục do một lần nhập mang tới. */
export type RegisterChange = {
  /** `${code}|${importId}`: an import, or a legal regime, changes a procedure once. */
  id: string
  code: string
  procedureName: string
  /** What brought it: the import, or the id of the new legal regime. */
  importId: string
  at: Date
  kind: (typeof CHANGE_KINDS)[number]
  /** Content in force before. */
  fromHash: string
  /** Content in force now; null when it vanished. */
  toHash: string | null
  /** Names of the parts (or clauses) that differ and bear on the level, then of those that do not. */
  relevantParts: string[]
  otherParts: string[]
  /** Agencies that propose for its services. */
  agencyIds: string[]
  state: ChangeState
  resolvedBy: string | null
  resolvedByName: string | null
  resolvedAt: Date | null
  /** Why, or what took it up. */
  note: string
  /** The review that took it up; missing where none did, or before this was kept. */
  reviewId?: string
}
