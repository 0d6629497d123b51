import { Readable } from "node:stream"
import MailComposer from "nodemailer/lib/mail-composer"
import SMTPConnection from "nodemailer/lib/smtp-connection"
import type { SmtpAddress } from "#workflows/smtp-address.ts"
import type { MailSender, OutgoingMail } from "./mail-sender.ts"

/** `from`: the office's own address, also the one mail that cannot be delivered comes back to. */
export type SmtpSettings = { smtp: SmtpAddress; from: { name: string; address: string } }

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/**
 * Mail over SMTP, one connection to a mail. Between the first byte of the message and the server's word on it nobody can say
 * whether it was taken: only what breaks off there is `UNKNOWN`.
 */
export const smtpSender = ({ smtp, from }: SmtpSettings): MailSender => ({
  async send(mail) {
    const { address } = mail.to
    const message = await composed(mail, from)
    let hasBegun = false
    const body = new Readable({
      read() {
        hasBegun = true
        this.push(message)
        this.push(null)
      },
    })
    try {
      const receipt = await handOver(smtp, { from: from.address, to: address, size: message.length }, body)
      return { is: "DELIVERED", address, receipt }
    } catch (error) {
      return { ...outcomeOf(error as SmtpFault, hasBegun), address }
    }
  },
})

const composed = ({ to, content }: OutgoingMail, from: { name: string; address: string }): Promise<Buffer> =>
  new MailComposer({
    from,
    to,
    subject: content.subject,
    text: content.text,
    html: content.html,
    messageId: content.messageId,
    // Nobody's machine answers it (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()

const handOver = (
  { auth, ...server }: SmtpAddress,
  envelope: { from: string; to: string; size: number },
  body: Readable,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      ...server,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
    })
    const fail = (error: Error) => {
      // First, since closing says something too.
      reject(error)
      connection.close()
    }
    const send = () =>
      connection.send(envelope, body, (error, sent) => {
        if (error || !sent) return fail(error ?? new Error("no answer"))
        connection.quit()
        resolve(sent.response)
      })
    connection.once("error", fail)
    connection.once("end", () => reject(new Error("Connection closed")))
    connection.connect((error) => {
      if (error) return fail(error)
      if (!auth) return send()
      connection.login({ credentials: auth, user: auth.user, pass: auth.pass }, (refused) =>
        refused ? fail(refused) : send(),
      )
    })
  })

type SmtpFault = Error & { responseCode?: number; command?: string; response?: string; code?: string }

/** What a fault means for the mail: 5xx on its receiver or content is final, on us or before is everybody's. */
function outcomeOf({ responseCode, command = "", response, message, code }: SmtpFault, hasBegun: boolean) {
  const said = response ?? message
  const isOurs = code === "EAUTH" || command.startsWith("AUTH") || command === "MAIL FROM"
  if (responseCode !== undefined && !isOurs && (command === "RCPT TO" || hasBegun)) {
    if (responseCode >= 500) return { is: "REFUSED" as const, message: `Máy chủ thư từ chối: ${said}` }
    return { is: "LATER" as const, message: `Máy chủ thư hẹn gửi lại: ${said}`, isOutage: false }
  }
  if (responseCode === undefined && hasBegun)
    return { is: "UNKNOWN" as const, message: `Mất kết nối khi máy chủ thư đang nhận: ${said}` }
  return { is: "LATER" as const, message: `Chưa gửi được qua máy chủ thư: ${said}`, isOutage: true }
}
