import { setPriority } from "node:os"
import { serialize } from "node:v8"
import { isOfficeError, type PlainRefusal, plainRefusal } from "#models/shared/errors.ts"
import { allowUnpacking } from "./inflate-meter.server.ts"
import type { Limit } from "./past-limit.ts"
import type { Reading } from "./reading-limits.ts"
import { beginWatch } from "./reading-watch.server.ts"

const MEGABYTE = 1024 * 1024
/** A process that holds more than this, in megabytes, is not used again: what one file left must not stay for the next. */
const MOST_KEPT_MB = 512

/** A file to be read, and how. */
export type Task = Reading & { args: readonly unknown[] }
/** What was read, serialized; or why nothing was: what the reading refused, its limit, or a fault of ours. `isSpent`: not to be used again. */
export type Answer = { isSpent: boolean } & (
  | { read: Uint8Array }
  | { refused: PlainRefusal }
  | { past: Limit }
  | { failed: Pick<Error, "name" | "message" | "stack"> }
)

const watch = beginWatch()
setPriority(Number(process.argv[2]))
process.on("message", async (task: Task) => {
  watch.begin(task)
  const answer = await answerTo(task)
  watch.end()
  say({ ...answer, isSpent: process.memoryUsage.rss() > MOST_KEPT_MB * MEGABYTE } as Answer)
})
process.on("disconnect", () => process.exit())

const say = (answer: Answer) => process.send?.(answer)

async function answerTo({ module, run, args, unpackedMb, answerMb }: Task) {
  let past: Limit | null = null
  // Told at once: the readers of PDF take an error for a damaged file and go on.
  allowUnpacking(unpackedMb * MEGABYTE, () => {
    if (!past) say({ past: "unpacked", isSpent: true })
    past = "unpacked"
  })
  try {
    const read = (await import(module))[run] as (...args: readonly unknown[]) => unknown
    const answer = serialize(await read(...args))
    return answer.length > answerMb * MEGABYTE ? { past: "answer" } : { read: answer }
  } catch (error) {
    if (isOfficeError(error)) return { refused: plainRefusal(error) }
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    return { failed: { name, message, stack } }
  }
}
