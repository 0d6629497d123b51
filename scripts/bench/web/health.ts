import { setTimeout as sleep } from "node:timers/promises"

const BETWEEN_MS = 10

/** How long `/healthz` takes, milliseconds each, asked again and again until what `begin` begins is done. */
export const healthWhile = async <T>(
  url: string,
  begin: () => Promise<T>,
): Promise<{ times: number[]; value: T }> => {
  // What a process does at its first answer alone is no part of it.
  await (await fetch(`${url}/healthz`)).text()
  let isOver = false
  const done = begin().finally(() => {
    isOver = true
  })
  const times: number[] = []
  for (; !isOver; await sleep(BETWEEN_MS)) {
    const began = performance.now()
    await (await fetch(`${url}/healthz`)).text()
    times.push(performance.now() - began)
  }
  return { times, value: await done }
}
