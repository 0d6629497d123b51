import { createRequire } from "node:module"
import { deserialize } from "node:v8"
import { MessageChannel, type MessagePort } from "node:worker_threads"
import { Piscina } from "piscina"
import { BusyError, refusalFrom } from "#models/shared/errors.ts"
import { type Limit, pastLimit } from "./past-limit.ts"
import type { Lane, Reading } from "./reading-limits.ts"
import type { Answer, Task, Told } from "./reading-thread.server.ts"
import { presentTurn } from "./turn.server.ts"
import { watchReading } from "./watch-reading.server.ts"

/** By its name in the project: the built server lies in one file elsewhere. */
const THREAD = createRequire(import.meta.url).resolve("#workflows/uploads/reading-thread.server.ts")
/** Threads are given up after this many milliseconds without work. */
const IDLE = 15_000
/** V8's own limit, in megabytes: far above what any reading may use, since the watch has to come first. */
export const HEAP_LIMIT_MB = 4096

/** Some threads, and the files that wait for them. */
export class ReadingLane {
  private readonly lane: Lane
  private pool: Piscina<Task, Answer> | null = null
  private running = 0
  /** Files in the order they came that no thread has begun to read. */
  private readonly waiting = new Set<object>()
  private idle: NodeJS.Timeout | undefined

  constructor(lane: Lane) {
    this.lane = lane
  }

  /** @throws InvalidInputError past a limit, BusyError when too many wait, refusals of the reading itself */
  async read(reading: Reading, args: readonly unknown[]): Promise<unknown> {
    const pool = this.open()
    if (pool.queueSize >= this.lane.waiting)
      throw new BusyError(
        `Đang có ${pool.queueSize} tệp khác chờ đọc nên chưa nhận thêm. Hãy chờ vài phút rồi gửi lại.`,
      )
    this.running += 1
    const file = {}
    this.waiting.add(file)
    const turn = presentTurn()
    turn?.queued(() => this.before(file))
    try {
      const answer = await run(pool, reading, args, () => this.waiting.delete(file))
      if (answer instanceof Uint8Array) return deserialize(answer)
      throw "refused" in answer ? refusalFrom(answer.refused) : pastLimit(answer.past, reading)
    } finally {
      this.waiting.delete(file)
      turn?.queued(null)
      this.running -= 1
      if (this.running === 0) this.idle = setTimeout(() => this.close(), IDLE).unref()
    }
  }

  /** Ends the threads, also those that read. */
  async close(): Promise<void> {
    clearTimeout(this.idle)
    const { pool } = this
    this.pool = null
    await pool?.destroy()
  }

  /** How many files came before one and still wait. */
  private before(file: object): number {
    const place = [...this.waiting].indexOf(file)
    return Math.max(place, 0)
  }

  private open(): Piscina<Task, Answer> {
    clearTimeout(this.idle)
    if (this.pool) return this.pool
    this.pool = new Piscina<Task, Answer>({
      filename: THREAD,
      // With none to keep, a thread that was ended would leave those who wait without one.
      minThreads: 1,
      maxThreads: this.lane.threads,
      idleTimeout: IDLE,
      // Nothing secret of the process is theirs to read.
      env: {},
      execArgv: [],
      // Asleep between files they would keep what the last one left.
      atomics: "disabled",
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    })
    this.pool.on("error", (error: Error) => process.emitWarning(error))
    return this.pool
  }
}

/** Runs one reading and ends its thread when it goes beyond a limit. */
async function run(
  pool: Piscina<Task, Answer>,
  reading: Reading,
  args: readonly unknown[],
  begins: () => void,
): Promise<Answer> {
  const { port1, port2 } = new MessageChannel()
  const ending = new AbortController()
  const stopWatching = watchAsTold(pool, port1, reading, begins, (limit) => ending.abort(limit))
  const { module, run, unpackedMb, answerMb } = reading
  try {
    const task = { module, run, args, unpackedMb, answerMb, port: port2 }
    return await pool.run(task, { transferList: [port2], signal: ending.signal })
  } catch (error) {
    if (ending.signal.aborted) return { past: ending.signal.reason as Limit }
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
      return { past: "memory" }
    throw error
  } finally {
    stopWatching()
    port1.close()
  }
}

/** From when the thread says that it begins: time spent waiting for one is nobody's fault. */
function watchAsTold(
  { threads }: Piscina,
  port: MessagePort,
  reading: Reading,
  begins: () => void,
  exceeded: (limit: Limit) => void,
): () => void {
  let stop = () => {}
  port.on("message", (told: Told) => {
    if ("past" in told) return exceeded(told.past)
    begins()
    const thread = threads.find(({ threadId }) => threadId === told.begins)
    if (thread) stop = watchReading(thread, reading, exceeded)
  })
  return () => stop()
}
