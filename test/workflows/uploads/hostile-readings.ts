import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"

/** Readings that do what a hostile file makes a reader do; each runs in a process of a lane. */

export const giveBack = (value: unknown): unknown => value

export const environment = (): string[] => Object.keys(process.env)

/** Works without end. */
export const spin = (): never => {
  const beats = new Int32Array(1)
  for (;;) Atomics.add(beats, 0, 1)
}

/** What V8 does when it finds itself broken, and what a fault in native code does. */
export const breakDown = (signal: NodeJS.Signals): void => {
  process.kill(process.pid, signal)
}

/** In steps so large that V8 may abort before anybody looks. */
export const hoardAtOnce = (): unknown[] => {
  const kept: unknown[] = []
  for (;;) kept.push(new Array(100_000_000).fill(0.5))
}

/** What a reader that was taken over would try. */
export const reachOut = async (): Promise<string[]> => {
  const { writeFileSync } = await import("node:fs")
  const { spawnSync } = await import("node:child_process")
  const tried = [() => writeFileSync("/tmp/duoc-ghi", ""), () => spawnSync("true")]
  return tried.map((act) => {
    try {
      act()
      return "done"
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? ""
    }
  })
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
