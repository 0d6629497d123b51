import { expect, test } from "vitest"
import { shareNext } from "#models/shared/share-next.ts"

/** Questions that are answered when told to, and how many were asked. */
const slow = () => {
  const open: (() => void)[] = []
  let asked = 0
  let truth = "first"
  const ask = shareNext(async () => {
    asked += 1
    const seen = truth
    await new Promise<void>((resolve) => open.push(resolve))
    return seen
  })
  const settle = async () => {
    open.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return { ask, settle, asked: () => asked, change: (to: string) => (truth = to) }
}

test("whoever asks while an answer is on its way waits for the next, which all of them share", async () => {
  const { ask, settle, asked, change } = slow()
  const early = ask()
  change("second")
  const late = [ask(), ask(), ask()]
  await settle()
  await settle()
  expect(await early).toBe("first")
  expect(await Promise.all(late)).toEqual(["second", "second", "second"])
  expect(asked()).toBe(2)
})

test("a question that failed is asked again for the next one, and keeps nobody waiting", async () => {
  let fails = true
  const ask = shareNext(async () => {
    if (fails) throw new Error("store away")
    return "here"
  })
  const first = ask()
  const second = ask()
  await expect(first).rejects.toThrow("store away")
  await expect(second).rejects.toThrow("store away")
  fails = false
  expect(await ask()).toBe("here")
})
