import { createServer, type Server, type Socket } from "node:net"
import { codeName, errorLabels, HungUp, ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import {
  type Batch,
  MAX_MESSAGE_BYTES,
  MessageReader,
  parseRequest,
  type Request,
  replyMessage,
} from "./messages.ts"

/** What a command answers: fields of the reply and, for cursors, a batch of documents. */
export type Answer = { reply: Document; batch?: Batch }

/** `application` is the name a client gave itself in its handshake. */
export type Connection = { id: number; application?: unknown }

export type Handler = {
  handle: (request: Request, connection: Connection) => Promise<Answer> | Answer
  closed: (connection: Connection) => void
  /** What every reply says of the store's time. */
  times: () => Document
}

/** Listens on 127.0.0.1 and hands every request to the handler, one at a time per connection. */
export const listen = async (
  port: number,
  handler: Handler,
): Promise<{ port: number; close: () => Promise<void> }> => {
  let connections = 0
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    connections += 1
    const connection: Connection = { id: connections }
    socket.once("close", () => {
      sockets.delete(socket)
      handler.closed(connection)
    })
    serve(socket, handler, connection)
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === "object" && address ? address.port : 0
}

/** What one connection may have waiting: beyond it nothing more is read from it until some of that is answered. */
const MOST_WAITING = { messages: 64, bytes: MAX_MESSAGE_BYTES }

/** Answers a connection's messages in turn, no faster than it reads the answers. */
function serve(socket: Socket, handler: Handler, connection: Connection): void {
  const reader = new MessageReader()
  const waiting: Buffer[] = []
  let bytes = 0
  let isAnswering = false
  const answerAll = async () => {
    isAnswering = true
    for (let message = waiting.shift(); message; message = waiting.shift()) {
      bytes -= message.length
      await answer(socket, message, handler, connection)
      if (socket.writableNeedDrain) await drained(socket)
      if (waiting.length < MOST_WAITING.messages && bytes < MOST_WAITING.bytes) socket.resume()
    }
    isAnswering = false
  }
  socket.on("error", () => socket.destroy())
  socket.on("data", (chunk) => {
    try {
      for (const message of reader.push(chunk)) {
        waiting.push(message)
        bytes += message.length
      }
    } catch {
      socket.destroy()
      return
    }
    if (waiting.length >= MOST_WAITING.messages || bytes >= MOST_WAITING.bytes) socket.pause()
    if (!isAnswering) void answerAll()
  })
}

/** Resolves when what was written has been taken, or nobody will take it any more. */
const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done)
      socket.off("close", done)
      resolve()
    }
    if (socket.destroyed) return resolve()
    socket.on("drain", done)
    socket.on("close", done)
  })

async function answer(
  socket: Socket,
  message: Buffer,
  handler: Handler,
  connection: Connection,
): Promise<void> {
  let request: Request
  try {
    request = parseRequest(message)
  } catch {
    // Nothing can be said to a peer whose message cannot be read.
    socket.destroy()
    return
  }
  // Nobody is there to hear it; what was sent without waiting for an answer is still done.
  if (socket.destroyed && !request.wantsNoReply) return
  let reply: Buffer
  try {
    const answered = await handler.handle(request, connection)
    reply = sendable(replyMessage(request, { ...answered.reply, ...handler.times() }, answered.batch))
  } catch (error) {
    if (error instanceof HungUp) return void socket.destroy()
    reply = replyMessage(request, { ...errorReply(error, request.command), ...handler.times() })
  }
  if (!request.wantsNoReply && !socket.destroyed) socket.write(reply)
}

/** @throws ServerError 10334 on a reply no client would take */
function sendable(reply: Buffer): Buffer {
  if (reply.length <= MAX_MESSAGE_BYTES) return reply
  throw new ServerError(
    10334,
    `BSONObj size: ${reply.length} is invalid. Size must be between 0 and ${MAX_MESSAGE_BYTES}`,
  )
}

/** An error as a command's reply. */
const errorReply = (error: unknown, command: Document): Document => {
  const known =
    error instanceof ServerError
      ? error
      : new ServerError(1, error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  const labels = errorLabels(known.code, command)
  return {
    ok: 0,
    errmsg: known.message,
    code: known.code,
    codeName: codeName(known.code),
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
    ...known.extra,
  }
}
