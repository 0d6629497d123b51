/** Phạm vi: whether a procedure is this province's to review. `TO_BE_SETTLED` (chưa rõ): a person has to say. */
export const SCOPES = [
  "OURS",
  "OTHER_PROVINCE",
  "INTERNAL",
  "CENTRAL_BRANCH",
  "DELETED",
  "TO_BE_SETTLED",
] as const
export type Scope = (typeof SCOPES)[number]

export const SCOPE_LABELS: Record<Scope, string> = {
  OURS: "Của tỉnh",
  OTHER_PROVINCE: "Của tỉnh khác",
  INTERNAL: "Nội bộ",
  CENTRAL_BRANCH: "Cơ quan ngành dọc",
  DELETED: "Đã đánh dấu xóa",
  TO_BE_SETTLED: "Chưa rõ",
}

/** Why no rule says whose a procedure is. */
export const SCOPE_DOUBTS = [
  "ISSUER",
  "NO_EXECUTOR",
  "UNKNOWN_EXECUTOR",
  "LEVEL_AGAINST_EXECUTOR",
  "FIELD_AGAINST_EXECUTOR",
  "MINISTRY_ONLY",
  "LEVEL_ENDED",
] as const
export type ScopeDoubt = (typeof SCOPE_DOUBTS)[number]

export const SCOPE_DOUBT_LABELS: Record<ScopeDoubt, string> = {
  ISSUER: "Không rõ cơ quan công bố",
  NO_EXECUTOR: "Không ghi cơ quan thực hiện",
  UNKNOWN_EXECUTOR: "Cơ quan thực hiện không có trong danh mục đơn vị",
  LEVEL_AGAINST_EXECUTOR: "Cấp thực hiện không khớp cơ quan thực hiện",
  FIELD_AGAINST_EXECUTOR: "Lĩnh vực của ngành dọc nhưng ghi cơ quan của tỉnh thực hiện",
  MINISTRY_ONLY: "Chỉ ghi cấp Bộ",
  LEVEL_ENDED: "Cấp thực hiện không còn",
}

/** What a person may answer. */
export const SCOPE_ANSWERS = ["OURS", "NOT_OURS"] as const
export type ScopeAnswerValue = (typeof SCOPE_ANSWERS)[number]

export const SCOPE_ANSWER_LABELS: Record<ScopeAnswerValue, string> = {
  OURS: "Thuộc phạm vi của tỉnh",
  NOT_OURS: "Không thuộc phạm vi của tỉnh",
}

/**
 * What the rules say of a procedure: its scope with the reason in words; where they cannot say, the doubt and what a person might
 * answer, which is a hint and never an answer.
 */
export type ScopeRuling = {
  scope: Scope
  reason: string
  doubt: ScopeDoubt | null
  suggestion: ScopeAnswerValue | null
}
