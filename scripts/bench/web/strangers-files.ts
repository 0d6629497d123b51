import { setTimeout as sleep } from "node:timers/promises"
import { percentile } from "./percentile.ts"

/** Files sent at once, each from an address of its own. */
const FILES = 20
const BETWEEN_MS = 10

/**
 * How long `/healthz` takes while strangers' files are being sent, checked and waited for: the 99th of a hundred, milliseconds.
 * @param url of a server that believes the proxy in front of it
 */
export const healthWhileFilesAreSent = async (url: string): Promise<{ p99: number; taken: number }> => {
  const decision = await fetch(`${url}/danh-muc/2022-2/tai-ve/decision.pdf`)
  const bytes = await decision.arrayBuffer()
  let left = FILES
  let taken = 0
  const send = async (n: number) => {
    const form = new FormData()
    // No two alike, and none as it was issued.
    form.set("file", new Blob([bytes, `\n%${n}\n`]), "quyet-dinh.pdf")
    const headers = { "x-forwarded-for": `198.51.100.${n + 1}`, origin: url }
    const answer = await fetch(`${url}/xac-minh`, { method: "POST", body: form, headers })
    await answer.text()
    if (answer.status === 200) taken += 1
    left -= 1
  }
  const sent = Promise.all(Array.from({ length: FILES }, (_, n) => send(n)))
  const times: number[] = []
  for (; left > 0; await sleep(BETWEEN_MS)) {
    const began = performance.now()
    await (await fetch(`${url}/healthz`)).text()
    times.push(performance.now() - began)
  }
  await sent
  return { p99: percentile(times, 99), taken }
}
