import type { MailContent } from "#models/dispatch/dispatch.ts"
import type { Outcome } from "#models/dispatch/dispatch-life.ts"

/** One mail to one person. */
export type OutgoingMail = { to: { name: string; address: string }; content: MailContent }

/** Hands a mail to whoever carries it on, and says how that went; never throws. */
export type MailSender = { send(mail: OutgoingMail): Promise<Outcome> }
