import { ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import { decode } from "../values/decode.ts"
import { encode } from "../values/encode.ts"

/** 48 MB, as MongoDB's `maxMessageSizeBytes`. */
export const MAX_MESSAGE_BYTES = 48_000_000
const HEADER_BYTES = 16
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const MORE_TO_COME = 2

/** One request: the command and the documents that travelled beside it, not yet decoded. */
export type Request = {
  id: number
  command: Document
  sequences: Map<string, Buffer[]>
  isLegacy: boolean
  wantsNoReply: boolean
}

/** Bytes of a document on its way out. */
export type Batch = {
  name: "firstBatch" | "nextBatch"
  documents: Buffer[]
  cursorId: bigint
  namespace: string
  /** The time of the snapshot the documents were read in, for a session that reads all in one. */
  atClusterTime?: unknown
}

/** Gathers what a socket delivers and cuts it into whole messages. */
export class MessageReader {
  /** A message that came in part: its whole length is set aside at once, so that bytes are copied once. */
  private partial: Buffer | null = null
  private filled = 0
  /** Fewer bytes than a length takes. */
  private rest: Buffer = Buffer.alloc(0)

  /** @throws ServerError 17 when a message claims an impossible length */
  push(chunk: Buffer): Buffer[] {
    const messages: Buffer[] = []
    let bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    this.rest = Buffer.alloc(0)
    while (bytes.length > 0) {
      if (this.partial) {
        const taken = bytes.copy(this.partial, this.filled)
        this.filled += taken
        bytes = bytes.subarray(taken)
        if (this.filled < this.partial.length) break
        messages.push(this.partial)
        this.partial = null
      } else if (bytes.length < 4) {
        this.rest = bytes
        break
      } else {
        const size = sizeOf(bytes)
        if (bytes.length >= size) {
          messages.push(bytes.subarray(0, size))
          bytes = bytes.subarray(size)
        } else {
          this.partial = Buffer.allocUnsafeSlow(size)
          this.filled = 0
        }
      }
    }
    return messages
  }
}

function sizeOf(bytes: Buffer): number {
  const size = bytes.readInt32LE(0)
  if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES + 16_384)
    throw new ServerError(17, `message length ${size} is out of bounds`)
  return size
}

/** @throws ServerError 17 on anything but OP_MSG and the legacy OP_QUERY of a handshake */
export const parseRequest = (message: Buffer): Request => {
  const id = message.readInt32LE(4)
  const code = message.readInt32LE(12)
  if (code === OP_MSG) return parseMessage(message, id)
  if (code === OP_QUERY) return parseQuery(message, id)
  throw new ServerError(17, `unsupported wire protocol operation ${code}`)
}

function parseMessage(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER_BYTES)
  if (flags & 0xffff & ~MORE_TO_COME) throw new ServerError(17, `unknown OP_MSG flag bits ${flags}`)
  const end = message.length
  let command: Document | null = null
  const sequences = new Map<string, Buffer[]>()
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = message[at]
    const size = message.readInt32LE(at + 1)
    if (size < 5 || at + 1 + size > end) throw new ServerError(17, "OP_MSG section is cut short")
    const section = message.subarray(at + 1, at + 1 + size)
    if (kind === 0) command = decode(section)
    else if (kind === 1) addSequence(section, sequences)
    else throw new ServerError(17, `unknown OP_MSG section kind ${kind}`)
    at += 1 + size
  }
  if (!command) throw new ServerError(17, "OP_MSG without a command")
  return { id, command, sequences, isLegacy: false, wantsNoReply: (flags & MORE_TO_COME) !== 0 }
}

function addSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4)
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at)
    if (size < 5 || at + size > section.length) throw new ServerError(17, "document in OP_MSG is cut short")
    documents.push(section.subarray(at, at + size))
    at += size
  }
  sequences.set(section.toString("utf8", 4, nameEnd), documents)
}

function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4)
  const namespace = message.toString("utf8", HEADER_BYTES + 4, nameEnd)
  const command = decode(message.subarray(nameEnd + 9))
  return {
    id,
    command: { ...command, $db: namespace.split(".")[0] },
    sequences: new Map(),
    isLegacy: true,
    wantsNoReply: false,
  }
}

/** The reply to a request, in the form it came in. */
export const replyMessage = (request: Request, reply: Document, batch?: Batch): Buffer => {
  const body = batch ? encodeBatch(reply, batch) : encode(reply)
  const prefix = request.isLegacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5
  const message = Buffer.alloc(prefix)
  message.writeInt32LE(prefix + body.length, 0)
  message.writeInt32LE(request.id, 8)
  message.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12)
  if (request.isLegacy) {
    message.writeInt32LE(8, HEADER_BYTES)
    message.writeInt32LE(1, HEADER_BYTES + 16)
  }
  return Buffer.concat([message, body], prefix + body.length)
}

const ARRAY = 4
const DOCUMENT = 3

/** `{ cursor: { firstBatch: [ …bytes… ], id, ns }, …reply }`, the documents copied in as they are. */
function encodeBatch(
  reply: Document,
  { name, documents, cursorId, namespace, atClusterTime }: Batch,
): Buffer {
  const parts: Buffer[] = []
  let arrayLength = 5
  for (const [index, document] of documents.entries()) {
    const element = Buffer.from(`\u0003${index}\0`, "latin1")
    parts.push(element, document)
    arrayLength += element.length + document.length
  }
  const arrayHead = Buffer.alloc(1 + name.length + 1 + 4)
  arrayHead[0] = ARRAY
  arrayHead.write(`${name}\0`, 1, "latin1")
  arrayHead.writeInt32LE(arrayLength, name.length + 2)
  const tail = encode({ id: cursorId, ns: namespace, atClusterTime }).subarray(4)
  const cursorLength = 4 + arrayHead.length + arrayLength - 4 + tail.length
  const cursorHead = Buffer.alloc(1 + 7 + 4)
  cursorHead[0] = DOCUMENT
  cursorHead.write("cursor\0", 1, "latin1")
  cursorHead.writeInt32LE(cursorLength, 8)
  const rest = encode(reply).subarray(4)
  const head = Buffer.alloc(4)
  head.writeInt32LE(4 + 8 + cursorLength + rest.length, 0)
  return Buffer.concat([head, cursorHead, arrayHead, ...parts, Buffer.alloc(1), tail, rest])
}
