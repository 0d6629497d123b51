/** received → answered, or closed without an answer (not about a procedure, said before, abuse) with a reason the sender reads. */
export const REMARK_STATES = ["RECEIVED", "ANSWERED", "CLOSED"] as const
export type RemarkState = (typeof REMARK_STATES)[number]

export const REMARK_STATE_LABELS: Record<RemarkState, string> = {
  RECEIVED: "Chờ trả lời",
  ANSWERED: "Đã trả lời",
  CLOSED: "Đã đóng, không trả lời",
}

/** Góp ý của người dân về nội dung một thủ tục. Nobody says who they are: the sender alone holds the number and the secret code. */
export type PublicRemark = {
  /** The number the sender was given: `GY-7K3M9PQ2`. */
  id: string
  /** SHA-256 of the secret code, lower-case hexadecimal; the code itself is kept nowhere. */
  secretHash: string
  procedureCode: string
  procedureName: string
  /** The unit that answers; null where none is known: the provincial office does. */
  agencyId: string | null
  text: string
  /** By the office's clock. */
  at: Date
  state: RemarkState
  /** What was answered, or why it was closed; empty until then. */
  reply: string
  repliedBy: string
  repliedAt: Date | null
  revision: number
}

const HOUR = 3_600_000

/** Every limit on what the public may send here, and how long it is kept. */
export const REMARK_LIMITS = {
  /** Characters of a remark. */
  shortest: 10,
  longest: 2_000,
  longestReply: 4_000,
  /** Remarks heard from one network address, and from everywhere, within the window. */
  perAddress: 5,
  everywhere: 200,
  /** Times one address may look an answer up: few enough that no code is guessed. */
  lookUps: 20,
  windowMs: HOUR,
  /** Days a remark is kept, whatever became of it. */
  keptDays: 730,
} as const
