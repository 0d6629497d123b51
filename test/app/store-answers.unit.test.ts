import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { storeAnswers } from "#app/http/store-answers.server.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const connected = (command: () => Promise<{ ok?: unknown }>) => ({ db: { command: vi.fn(command) } })

test("a store that answers, refuses or is not connected is said to be so", async () => {
  expect(await storeAnswers(connected(async () => ({ ok: 1 })))).toBe("ANSWERS")
  const refusing = connected(async () => {
    throw new Error("gone")
  })
  expect(await storeAnswers(refusing)).toBe("AWAY")
  expect(await storeAnswers({})).toBe("AWAY")
})

test("a store at a long answer is busy, asked once however often monitors ask, and away when that takes too long", async () => {
  let done = (_: { ok: 1 }) => {}
  const store = connected(
    () =>
      new Promise((resolve) => {
        done = resolve
      }),
  )
  const asked = [storeAnswers(store), storeAnswers(store)]
  await vi.advanceTimersByTimeAsync(600)
  expect(await Promise.all(asked)).toEqual(["BUSY", "BUSY"])
  await vi.advanceTimersByTimeAsync(60_000)
  const late = storeAnswers(store)
  await vi.advanceTimersByTimeAsync(600)
  expect(await late).toBe("AWAY")
  expect(store.db.command).toHaveBeenCalledTimes(1)
  const again = storeAnswers(store)
  done({ ok: 1 })
  expect(await again).toBe("ANSWERS")
})
