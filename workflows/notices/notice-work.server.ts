import type { Logger } from "pino"
import type { Clock } from "#models/shared/clock.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { SmtpSettings } from "#workflows/gateways/mail/smtp-sender.server.ts"
import { smtpSender } from "#workflows/gateways/mail/smtp-sender.server.ts"
import { webhookCaller } from "#workflows/gateways/webhook/webhook-caller.server.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import { type RepeatingWork, repeatingWork } from "#workflows/repeating-work.ts"
import { callWebhook } from "./call-webhook.server.ts"
import type { MailFrame } from "./mail-text.ts"
import { planMails } from "./plan-mails.server.ts"
import { planWebhooks } from "./plan-webhooks.server.ts"
import { runDispatches } from "./run-dispatches.server.ts"
import { sendMail } from "./send-mail.server.ts"

export type NoticeDependencies = OfficeDependencies & {
  leaseClock: Clock
  logger: Pick<Logger, "error">
  mail: (MailFrame & SmtpSettings) | null
  isTraining: boolean
  webhookHosts: readonly string[]
  /** 0 ≤ x < 1, for the jitter of retries. */
  random?: () => number
}

/** Tells people and systems outside of what is new. Work of its own, so that a mail server that hangs holds up nothing else. */
export const noticeWork = (d: NoticeDependencies): RepeatingWork =>
  repeatingWork({ name: "notices", logger: d.logger, everyMs: 5_000, work: () => tellOutside(d) })

async function tellOutside(d: NoticeDependencies): Promise<void> {
  // A restored store does not know what was told after its backup.
  if (await isRecoveryOpen()) return
  const { mail } = d
  const domain = mail?.from.address.split("@").at(-1) ?? ""
  await planMails({ ...d, mail: mail && { ...mail, domain } })
  await planWebhooks(d)
  const caller = webhookCaller({ clock: d.leaseClock, allowedHosts: d.webhookHosts })
  await runDispatches({
    ...d,
    senders: {
      WEBHOOK: callWebhook(d, caller),
      ...(mail ? { MAIL: sendMail(d, smtpSender(mail)) } : {}),
    },
  })
}
