import { expect, test } from "vitest"
import { HEAP_LIMIT_MB } from "#workflows/uploads/reader.server.ts"
import { LANES, READINGS } from "#workflows/uploads/reading-limits.ts"

const readings = Object.entries(READINGS)

test.each(readings)("%s reads by a function that is there", async (_, { module, run }) => {
  expect(await import(module)).toHaveProperty(run, expect.any(Function))
})

test.each(readings)("%s has limits that can hold", (_, { lane, seconds, memoryMb, unpackedMb, answerMb }) => {
  expect(LANES[lane]).toMatchObject({ processes: expect.any(Number), waiting: expect.any(Number) })
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(120)
  // The watch comes before V8's own limit: it says what it was.
  expect(memoryMb + 1024).toBeLessThanOrEqual(HEAP_LIMIT_MB)
  expect(unpackedMb + answerMb).toBeLessThanOrEqual(memoryMb)
  expect(answerMb).toBeGreaterThan(0)
})

test("strangers and the office do not wait for the same processes", () => {
  const publicOnes = readings.filter(([, { lane }]) => lane === "public").map(([name]) => name)
  expect(publicOnes).toEqual(["verifyUploaded", "checkRowProof"])
})
