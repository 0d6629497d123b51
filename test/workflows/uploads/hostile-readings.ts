import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"

/** Readings that do what a hostile file makes a reader do; each runs in the thread of a lane. */

export const giveBack = (value: unknown): unknown => value

export const environment = (): string[] => Object.keys(process.env)

/** Counts in memory that both sides see, without end. */
export const spin = (beats: Int32Array): never => {
  for (;;) Atomics.add(beats, 0, 1)
}

/** Waits without working, without end. */
export const waitForEver = (): Promise<never> =>
  new Promise(() => {
    setInterval(() => {}, 1000)
  })

/** Objects and arrays, a large step at a time. */
export const hoardHeap = (): never => {
  const kept: unknown[] = []
  for (;;) kept.push(new Array(2_000_000).fill(0.5))
}

/** Bytes that V8 does not count. */
export const hoardBytes = (): never => {
  const kept: Uint8Array[] = []
  for (;;) kept.push(new Uint8Array(8_000_000).fill(1))
}

export const answerWith = (bytes: number): string => "x".repeat(bytes)

const REFUSALS = {
  invalid: () => new InvalidInputError("Dòng 3 sai.", [{ row: 3, field: "Mức độ", message: "sai" }]),
  broken: () => new RuleBrokenError("Chưa ký được.", { field: "file" }),
  missing: () => new NotFoundError("Không có trang 9."),
  bug: () => new TypeError("x is not a function"),
}
export const refuse = (kind: keyof typeof REFUSALS): never => {
  throw REFUSALS[kind]()
}
