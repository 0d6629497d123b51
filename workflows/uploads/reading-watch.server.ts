import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"
import type { Reading } from "./reading-limits.ts"

/** How often a process that reads looks at itself, in milliseconds. */
const EVERY = 100
/** On a busy machine a reading may take so many times the processor's time it is allowed; more it only waits. */
const PATIENCE = 10
/** What the program itself takes beside the file it reads, in megabytes. */
const PROGRAM_MB = 256
const MEGABYTE = 1024 * 1024

/** Ends a process whose time is over, as it ends one whose alarm went off; whatever else ends one unasked is taken for its memory. */
export const OUT_OF_TIME = "SIGALRM"
const OUT_OF_MEMORY = "SIGKILL"

/** Places in the memory both threads see. `NUMBER`: of the reading under way; 0: none. */
const NUMBER = 0
const SECONDS = 1
const MEMORY_MB = 2

/**
 * Begins a thread that ends this process, whatever it is in the middle of, when a reading goes beyond its time or memory, or when
 * whoever asked for it is no more. Beside the reading, because a reader that is busy hears nothing.
 */
export const beginWatch = () => {
  const shared = new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT))
  const thread = new Worker(new URL(import.meta.url), {
    workerData: { shared, parent: process.ppid },
    env: {},
  })
  thread.unref()
  let number = 0
  return {
    begin({ seconds, memoryMb }: Reading): void {
      shared[SECONDS] = seconds
      shared[MEMORY_MB] = memoryMb
      number += 1
      shared[NUMBER] = number
    },
    end(): void {
      shared[NUMBER] = 0
    },
  }
}

/** Looks, in the thread of its own. */
function keepWatch({ shared, parent }: { shared: Float64Array; parent: number }): void {
  let seen = 0
  let from = { work: 0, at: 0 }
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, OUT_OF_MEMORY)
    const [number = 0, seconds = 0, memoryMb = 0] = shared
    if (number === 0) return
    const now = { work: worked(), at: performance.now() }
    if (number !== seen) from = now
    seen = number
    const isLate = now.work - from.work > seconds * 1e6 || now.at - from.at > seconds * PATIENCE * 1000
    if (isLate) process.kill(process.pid, OUT_OF_TIME)
    if (process.memoryUsage.rss() > (memoryMb + PROGRAM_MB) * MEGABYTE)
      process.kill(process.pid, OUT_OF_MEMORY)
  }, EVERY)
}

/** Microseconds of the processor's time this process has taken. */
const worked = (): number => {
  const { user, system } = process.cpuUsage()
  return user + system
}

if (!isMainThread && parentPort && workerData?.shared) keepWatch(workerData)
