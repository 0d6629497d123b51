/** Ways by which the office tells somebody outside of itself. */
export const CHANNELS = ["MAIL", "WEBHOOK"] as const
export type Channel = (typeof CHANNELS)[number]
export const CHANNEL_LABELS: Record<Channel, string> = { MAIL: "Thư điện tử", WEBHOOK: "Điểm nhận tin" }

/**
 * `SENDING`: marked just before it leaves. `UNKNOWN`: it may have arrived, and is not sent again by itself. `CANCELLED`: its
 * receiver is none any more.
 */
export const DISPATCH_STATES = [
  "WAITING",
  "SENDING",
  "DELIVERED",
  "REFUSED",
  "GIVEN_UP",
  "UNKNOWN",
  "CANCELLED",
] as const
export type DispatchState = (typeof DISPATCH_STATES)[number]

export const DISPATCH_STATE_LABELS: Record<DispatchState, string> = {
  WAITING: "Chờ gửi",
  SENDING: "Đang gửi",
  DELIVERED: "Đã nhận",
  REFUSED: "Bị từ chối",
  GIVEN_UP: "Thôi gửi",
  UNKNOWN: "Không rõ đã đến",
  CANCELLED: "Không gửi nữa",
}

export type MailContent = {
  subject: string
  text: string
  html: string
  /** The Message-ID header, the same at every try, so that receivers can tell a second copy. */
  messageId: string
}

/** `body`: the bytes that are signed and sent, the same at every try. */
export type WebhookContent = { event: string; body: string }

/** Tin gửi ra ngoài: one mail or one call of a webhook, kept with how it went. */
export type Dispatch = {
  /** Made of what it tells and whom, so that nothing is told twice. */
  id: string
  /** A user's name, or a webhook's id. */
  receiver: string
  state: DispatchState
  /** Tries begun, and of these such whose outcome nobody knows. */
  attempts: number
  unknowns: number
  createdAt: Date
  /** When it was made, or a person asked for it anew: it is not tried for ever. */
  tryingSince: Date
  /** Null once it is over. */
  nextAttemptAt: Date | null
  leaseOwner: string | null
  leaseUntil: Date | null
  /** Where the last try went, and what the other side said. */
  address: string | null
  receipt: string | null
  lastError: string | null
  endedAt: Date | null
  revision: number
} & ({ channel: "MAIL"; content: MailContent } | { channel: "WEBHOOK"; content: WebhookContent })

/** A dispatch as it begins. */
export const aNewDispatch = (
  of: Pick<Dispatch, "id" | "receiver"> &
    ({ channel: "MAIL"; content: MailContent } | { channel: "WEBHOOK"; content: WebhookContent }),
  at: Date,
): Dispatch => ({
  ...of,
  state: "WAITING",
  attempts: 0,
  unknowns: 0,
  createdAt: at,
  tryingSince: at,
  nextAttemptAt: at,
  leaseOwner: null,
  leaseUntil: null,
  address: null,
  receipt: null,
  lastError: null,
  endedAt: null,
  revision: 0,
})

/** What over is, and may be sent anew by a person. */
export const mayBeSentAgain = ({ state }: Pick<Dispatch, "state">): boolean =>
  state === "REFUSED" || state === "GIVEN_UP" || state === "UNKNOWN"
