import { once } from "node:events"
import type { AddressInfo } from "node:net"
import PostalMime, { type Email } from "postal-mime"
import { SMTPServer, type SMTPServerSession } from "smtp-server"

/** What a mail server says at each step; without an answer it takes everything. */
type Manners = {
  /** A code and a word at RCPT, such as 550; null: the receiver is known. */
  refuse?: (address: string) => { code: number; says: string } | null
  /** After the message has come: a code, `HANG_UP` (taken, and no word is said) or nothing. */
  atData?: () => { code: number; says: string } | "HANG_UP" | null
}

export type MailServer = {
  port: number
  /** Taken mails, in order, as somebody else's reader reads them. */
  mails: (Email & { receivers: string[] })[]
  /** Who was named as a receiver, taken or not. */
  asked: string[]
  behave(manners: Manners): void
  stop(): Promise<void>
  /** Listens again at the same port. */
  start(): Promise<void>
}

/** A real SMTP server on this machine. */
export const openMailServer = async (): Promise<MailServer> => {
  let manners: Manners = {}
  const sockets = new Map<string, { destroy(): void }>()
  const build = () => {
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onConnect: (_session, done) => done(),
      onRcptTo: ({ address }, _session, done) => {
        server.asked.push(address)
        const refused = manners.refuse?.(address)
        done(refused ? fault(refused) : null)
      },
      onData: (stream, session, done) => void take(stream, session, done),
    })
    smtp.on("error", () => {})
    smtp.server.on("connection", (socket) => sockets.set(`${socket.remotePort}`, socket))
    return smtp
  }
  const take = async (
    stream: AsyncIterable<Uint8Array>,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const answer = manners.atData?.() ?? null
    if (answer === null || answer === "HANG_UP") {
      const mail = await PostalMime.parse(Buffer.concat(chunks))
      server.mails.push({ ...mail, receivers: session.envelope.rcptTo.map(({ address }) => address) })
    }
    if (answer === "HANG_UP") sockets.get(`${session.remotePort}`)?.destroy()
    else done(answer ? fault(answer) : null)
  }
  let smtp = build()
  const listen = async (port: number) => {
    smtp.listen(port, "127.0.0.1")
    await once(smtp.server, "listening")
  }
  const server: MailServer = {
    port: 0,
    mails: [],
    asked: [],
    behave: (next) => {
      manners = next
    },
    stop: () => new Promise((resolve) => smtp.close(() => resolve())),
    async start() {
      smtp = build()
      await listen(server.port)
    },
  }
  await listen(0)
  server.port = (smtp.server.address() as AddressInfo).port
  return server
}

const fault = ({ code, says }: { code: number; says: string }): Error =>
  Object.assign(new Error(says), { responseCode: code })
