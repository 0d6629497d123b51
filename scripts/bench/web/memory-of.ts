import { readFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"

/** What a process holds in memory, MiB (Linux). */
const memoryOf = async (pid: number): Promise<number> => {
  const held = /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(held) / 1024
}

/** What it holds once a second while `work` goes on, MiB. */
export const memoryWhile = async <T>(
  pid: number,
  work: Promise<T>,
): Promise<{ held: number[]; value: T }> => {
  const held: number[] = []
  let isDone = false
  const watch = async () => {
    for (; !isDone; await sleep(1000)) held.push(await memoryOf(pid))
  }
  const watching = watch()
  try {
    return { value: await work, held }
  } finally {
    isDone = true
    await watching
  }
}
