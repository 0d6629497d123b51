import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import { SMTPServer } from "smtp-server"

/** One mail that was taken: its Message-ID, and whom it was for. */
export type TakenMail = { messageId: string; receivers: readonly string[] }

export type MailSimulator = {
  port: number
  /** In the order they came. */
  mails: readonly TakenMail[]
  /** Refuses a receiver for good (550), as a server does that has no such mailbox. */
  close(address: string): void
  /** An outage: nobody answers at the port until `start`. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** A mail server on this machine alone, for training and rehearsals: takes everything, keeps no text, passes nothing on. */
export const startMailSimulator = async (): Promise<MailSimulator> => {
  const mails: TakenMail[] = []
  const closed = new Set<string>()
  let server: SMTPServer | null = null
  let port = 0
  const listen = async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onRcptTo: ({ address }, _session, done) =>
        done(closed.has(address) ? refusal(`5.1.1 <${address}>: no such mailbox`) : null),
      onData: (stream, session, done) => {
        buffer(stream).then((bytes) => {
          const receivers = session.envelope.rcptTo.map(({ address }) => address)
          mails.push({ messageId: messageIdOf(bytes.toString("latin1")), receivers })
          done()
        }, done)
      },
    })
    // A client that hangs up is no fault of the server's.
    server.on("error", () => {})
    server.listen(port, "127.0.0.1")
    await once(server.server, "listening")
    port = (server.server.address() as AddressInfo).port
  }
  await listen()
  return {
    port,
    mails,
    close: (address) => void closed.add(address),
    async stop() {
      const running = server
      server = null
      await new Promise<void>((resolve) => (running ? running.close(() => resolve()) : resolve()))
    },
    async start() {
      if (!server) await listen()
    },
  }
}

const messageIdOf = (message: string): string =>
  /^message-id:\s*(?<id>\S+)/imu.exec(message.split("\r\n\r\n", 1)[0] ?? "")?.groups?.["id"] ?? ""

const refusal = (says: string): Error => Object.assign(new Error(says), { responseCode: 550 })
