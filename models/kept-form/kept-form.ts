/** Nội dung vừa nhập: a form somebody sent when their session was over, kept for when they are signed in again. */
export type KeptForm = {
  userId: string
  /** The page it stands on, with its query. */
  page: string
  /** What was typed, by field. */
  fields: Record<string, unknown>
  /** By the machine's clock, as sessions are. */
  sentAt: Date
}

/** What is kept of one person, characters of the fields as JSON; and for how long, hours. */
export const KEPT_FORM_LIMITS = { size: 200_000, hours: 24 } as const
