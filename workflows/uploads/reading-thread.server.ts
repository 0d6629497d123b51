import { serialize } from "node:v8"
import { type MessagePort, threadId } from "node:worker_threads"
import { move } from "piscina"
import { isOfficeError, type PlainRefusal, plainRefusal } from "#models/shared/errors.ts"
import { allowUnpacking } from "./inflate-meter.server.ts"
import type { Limit } from "./past-limit.ts"

const MEGABYTE = 1024 * 1024

/** A file to be read, and how; `port` takes what is told while it is read. */
export type Task = {
  module: string
  run: string
  args: readonly unknown[]
  unpackedMb: number
  answerMb: number
  port: MessagePort
}
/** Told while a file is read: that its reading begins, in which thread; that it went beyond a limit. */
export type Told = { begins: number } | { past: Limit }
/** What was read, serialized; or why nothing was. */
export type Answer = Uint8Array | { refused: PlainRefusal } | { past: Limit }

/** Reads one file; what goes wrong with it is an answer, anything else is thrown. */
export default async ({ module, run, args, unpackedMb, answerMb, port }: Task): Promise<Answer> => {
  const told = (message: Told) => port.postMessage(message)
  const read = (await import(module))[run] as (...args: readonly unknown[]) => unknown
  let past: Limit | null = null
  allowUnpacking(unpackedMb * MEGABYTE, () => {
    past ??= "unpacked"
    told({ past })
  })
  told({ begins: threadId })
  try {
    const answer = serialize(await read(...args))
    if (past) return { past }
    return answer.length > answerMb * MEGABYTE ? { past: "answer" } : (move(answer) as Uint8Array)
  } catch (error) {
    if (past) return { past }
    if (isOfficeError(error)) return { refused: plainRefusal(error) }
    throw error
  } finally {
    port.close()
  }
}
