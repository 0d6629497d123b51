import type { Worker } from "node:worker_threads"
import type { Limit } from "./past-limit.ts"
import type { Reading } from "./reading-limits.ts"

/** How often a thread that reads is looked at, in milliseconds. */
const EVERY = 100
/** On a busy machine a reading may take so many times the processor's time it is allowed; more it only waits. */
const PATIENCE = 10
const MEGABYTE = 1024 * 1024

/**
 * Watches a reading that has begun in `thread`; tells once what it went beyond. V8's own limit cannot stand alone: it does not
 * count the bytes of buffers, and a single large step over it ends the whole process, not the thread.
 * @returns stops watching
 */
export const watchReading = (
  thread: Worker,
  { seconds, memoryMb }: Reading,
  exceeded: (limit: Limit) => void,
): (() => void) => {
  let isOver = false
  let next: NodeJS.Timeout | undefined
  const stop = () => {
    isOver = true
    clearTimeout(end)
    clearTimeout(next)
  }
  const tell = (limit: Limit) => {
    if (!isOver) exceeded(limit)
    stop()
  }
  const end = setTimeout(tell, seconds * PATIENCE * 1000, "time")
  const look = async (before: number) => {
    // Of a thread that has ended by itself there is nothing to say.
    const { memory, worked } = await stateOf(thread).catch(() => ({ memory: 0, worked: before }))
    if (memory > memoryMb * MEGABYTE) tell("memory")
    else if (worked - before > seconds * 1e6) tell("time")
    else if (!isOver) next = setTimeout(look, EVERY, before)
  }
  void stateOf(thread).then(
    ({ worked }) => look(worked),
    () => {},
  )
  return stop
}

/** Bytes in use, and microseconds of the processor's time since the thread began. */
async function stateOf(thread: Worker): Promise<{ memory: number; worked: number }> {
  const { used_heap_size, external_memory } = await thread.getHeapStatistics()
  const { user, system } = await thread.cpuUsage()
  return { memory: used_heap_size + external_memory, worked: user + system }
}
