import { afterEach, expect, test } from "vitest"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { ReadingLane } from "#workflows/uploads/reading-lane.server.ts"
import type { Reading } from "#workflows/uploads/reading-limits.ts"
import { Turn, taking } from "#workflows/uploads/turn.server.ts"

const SMALL = { seconds: 1, memoryMb: 256, unpackedMb: 1, answerMb: 1 }

const opened: ReadingLane[] = []
const aLane = (lane = { threads: 1, waiting: 4 }) => {
  const one = new ReadingLane(lane)
  opened.push(one)
  return (run: string, args: unknown[] = [], limits: Partial<Reading> = {}) =>
    one.read({ module: "#test/workflows/uploads/hostile-readings.ts", run, ...SMALL, ...limits }, args)
}
afterEach(async () => {
  for (const lane of opened.splice(0)) await lane.close()
})

const beats = () => new Int32Array(new SharedArrayBuffer(4))
const moment = () => new Promise((resolve) => setTimeout(resolve, 300))

test("what was read comes back as it was", async () => {
  const value = { day: new Date(0), bytes: new Uint8Array([1, 2]), rows: [{ code: "1.000110", note: null }] }
  expect(await aLane()("giveBack", [value])).toEqual(value)
})

test("a refusal comes through with its class, words and details; a fault of ours stays a fault", async () => {
  const read = aLane()
  const invalid = await read("refuse", ["invalid"]).catch((error: unknown) => error)
  expect(invalid).toBeInstanceOf(InvalidInputError)
  expect(invalid).toMatchObject({
    code: "INVALID_INPUT",
    message: "Dòng 3 sai.",
    issues: [{ row: 3, field: "Mức độ", message: "sai" }],
  })
  const broken = await read("refuse", ["broken"]).catch((error: unknown) => error)
  expect(broken).toBeInstanceOf(RuleBrokenError)
  expect(broken).toMatchObject({ message: "Chưa ký được.", details: { field: "file" } })
  await expect(read("refuse", ["missing"])).rejects.toBeInstanceOf(NotFoundError)
  await expect(read("refuse", ["bug"])).rejects.toBeInstanceOf(TypeError)
})

test("a file that keeps its reader busy is given up after its time, its thread ends, and the next is read", async () => {
  const read = aLane()
  const counted = beats()
  await expect(read("spin", [counted])).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(/^Tệp cần quá 1 giây để đọc nên hệ thống đã dừng/u),
  })
  await moment()
  const ended = Atomics.load(counted, 0)
  expect(ended).toBeGreaterThan(0)
  await moment()
  expect(Atomics.load(counted, 0)).toBe(ended)
  expect(await read("giveBack", ["tệp sau"])).toBe("tệp sau")
})

test("a file whose reader only waits is given up as well", async () => {
  await expect(aLane()("waitForEver", [], { seconds: 0.1 })).rejects.toMatchObject({
    message: expect.stringContaining("giây để đọc"),
  })
})

test("the web's thread goes on while a file is read", async () => {
  let beat = 0
  const clock = setInterval(() => {
    beat += 1
  }, 10)
  const from = performance.now()
  await aLane()("spin", [beats()]).catch(() => {})
  clearInterval(clock)
  // One beat in ten: the machine may be busy with other things.
  expect(beat).toBeGreaterThan((performance.now() - from) / 100)
})

test.each(["hoardHeap", "hoardBytes"])(
  "a file that takes more memory than it may ends its thread, not the office (%s)",
  async (run) => {
    const read = aLane()
    await expect(read(run, [], { seconds: 60 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringMatching(/^Tệp cần quá 256 MB bộ nhớ để đọc/u),
    })
    expect(await read("giveBack", [1])).toBe(1)
  },
)

test("a file that gives more than there is to look at is refused", async () => {
  await expect(aLane()("answerWith", [2_000_000])).rejects.toMatchObject({
    message: expect.stringMatching(/^Tệp có quá 1 MB dữ liệu/u),
  })
})

test("files wait their turn; one more than may wait is refused in words, and those who waited are read", async () => {
  const read = aLane({ threads: 1, waiting: 2 })
  await read("giveBack", ["bắt đầu"])
  const first = read("spin", [beats()]).catch((error: Error) => error.message)
  const waiting = [read("giveBack", [1]), read("giveBack", [2])]
  await expect(read("giveBack", [3])).rejects.toMatchObject({
    code: "BUSY",
    message: "Đang có 2 tệp khác chờ đọc nên chưa nhận thêm. Hãy chờ vài phút rồi gửi lại.",
  })
  expect(await first).toContain("quá 1 giây")
  expect(await Promise.all(waiting)).toEqual([1, 2])
})

test("who waits is told how many files are before theirs, down to their own", async () => {
  const read = aLane({ threads: 1, waiting: 4 })
  await read("giveBack", ["bắt đầu"])
  const counted = beats()
  const first = read("spin", [counted]).catch(() => "given up")
  while (Atomics.load(counted, 0) === 0) await moment()
  const turns = [new Turn(), new Turn(), new Turn()]
  const waiting = turns.map((turn, n) => taking(turn, () => read("giveBack", [n])))
  expect(turns.map((turn) => turn.ahead())).toEqual([0, 1, 2])
  await first
  expect(await Promise.all(waiting)).toEqual([0, 1, 2])
  expect(turns.map((turn) => turn.ahead())).toEqual([null, null, null])
})

test("the threads know nothing of the process's secrets", async () => {
  expect(await aLane()("environment")).toEqual([])
})

test("a lane that is closed reads again when asked", async () => {
  const lane = new ReadingLane({ threads: 1, waiting: 1 })
  opened.push(lane)
  const reading = { module: "#test/workflows/uploads/hostile-readings.ts", run: "giveBack", ...SMALL }
  expect(await lane.read(reading, [1])).toBe(1)
  await lane.close()
  expect(await lane.read(reading, [2])).toBe(2)
})
