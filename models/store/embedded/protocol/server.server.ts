import { createServer, type Server, type Socket } from "node:net"
import { codeName, ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import { type Batch, MessageReader, parseRequest, type Request, replyMessage } from "./messages.ts"

/** What a command answers: fields of the reply and, for cursors, a batch of documents. */
export type Answer = { reply: Document; batch?: Batch }

export type Connection = { id: number }

export type Handler = {
  handle: (request: Request, connection: Connection) => Promise<Answer> | Answer
  closed: (connection: Connection) => void
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
    const connection = { id: connections }
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

function serve(socket: Socket, handler: Handler, connection: Connection): void {
  const reader = new MessageReader()
  let work: Promise<void> = Promise.resolve()
  socket.on("error", () => socket.destroy())
  socket.on("data", (chunk) => {
    let messages: Buffer[]
    try {
      messages = reader.push(chunk)
    } catch {
      socket.destroy()
      return
    }
    for (const message of messages) work = work.then(() => answer(socket, message, handler, connection))
  })
}

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
  let answered: Answer
  try {
    answered = await handler.handle(request, connection)
  } catch (error) {
    answered = { reply: errorReply(error) }
  }
  if (request.wantsNoReply || socket.destroyed) return
  socket.write(replyMessage(request, answered.reply, answered.batch))
}

/** An error as a command's reply. */
const errorReply = (error: unknown): Document => {
  const known =
    error instanceof ServerError
      ? error
      : new ServerError(1, error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  return {
    ok: 0,
    errmsg: known.message,
    code: known.code,
    codeName: codeName(known.code),
    ...known.extra,
    ...(known.labels.length > 0 ? { errorLabels: known.labels } : {}),
  }
}
