import { spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { ReadingLane } from "#workflows/uploads/reading-lane.server.ts"
import type { Reading } from "#workflows/uploads/reading-limits.ts"
import { Turn, taking } from "#workflows/uploads/turn.server.ts"

const SMALL = { seconds: 1, memoryMb: 256, unpackedMb: 1, answerMb: 1 }

const opened: ReadingLane[] = []
const aLane = (lane = { processes: 1, nice: 0, waiting: 4 }) => {
  const one = new ReadingLane(lane)
  opened.push(one)
  return (run: string, args: unknown[] = [], limits: Partial<Reading> = {}) =>
    one.read({ module: "#test/workflows/uploads/hostile-readings.ts", run, ...SMALL, ...limits }, args)
}
afterEach(async () => {
  for (const lane of opened.splice(0)) await lane.close()
})

const moment = () => new Promise((resolve) => setTimeout(resolve, 300))

/** Processes that read, of this one or of another. */
const readersOf = (parent = process.pid): string[] =>
  readdirSync("/proc").filter((pid) => {
    try {
      const [, parentOf = ""] = /^PPid:\s+(\d+)$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
      return (
        parentOf === String(parent) &&
        readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("reading-process")
      )
    } catch {
      return false
    }
  })

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
  await expect(read("refuse", ["bug"])).rejects.toMatchObject({
    name: "TypeError",
    message: "x is not a function",
    stack: expect.stringContaining("hostile-readings.ts"),
  })
})

test("a file that keeps its reader busy is given up after its time, its process ends, and the next is read", async () => {
  const others = readersOf()
  const read = aLane()
  await expect(read("spin")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(/^Tệp cần quá 1 giây để đọc nên hệ thống đã dừng/u),
  })
  await moment()
  expect(readersOf().filter((pid) => !others.includes(pid))).toEqual([])
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
  await aLane()("spin").catch(() => {})
  clearInterval(clock)
  // One beat in ten: the machine may be busy with other things.
  expect(beat).toBeGreaterThan((performance.now() - from) / 100)
})

test.each(["hoardHeap", "hoardBytes", "hoardAtOnce"])(
  "a file that takes more memory than it may ends its process, not the office (%s)",
  async (run) => {
    const read = aLane()
    await expect(read(run, [], { seconds: 60 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringMatching(/^Tệp cần quá 256 MB bộ nhớ để đọc/u),
    })
    expect(await read("giveBack", [1])).toBe(1)
  },
)

test.each(["SIGTRAP", "SIGSEGV", "SIGILL"] as const)(
  "a file that breaks down what reads it (%s) is refused, and the next is read",
  async (signal) => {
    const read = aLane()
    await expect(read("breakDown", [signal])).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringMatching(/^Tệp làm phần mềm đọc tệp ngừng đột ngột/u),
    })
    expect(await read("giveBack", [1])).toBe(1)
  },
)

test("a process that reads ends with the office that asked it, whatever it is doing", async () => {
  const office = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { ReadingLane } from "#workflows/uploads/reading-lane.server.ts"
      const reading = { module: "#test/workflows/uploads/hostile-readings.ts", run: "spin", seconds: 600, memoryMb: 256, unpackedMb: 1, answerMb: 1 }
      console.log("reads")
      await new ReadingLane({ processes: 1, nice: 0, waiting: 1 }).read(reading, [])`,
    ],
    { cwd: join(import.meta.dirname, "../../.."), stdio: ["ignore", "pipe", "inherit"] },
  )
  await once(office.stdout, "data")
  let readers: string[] = []
  await expect.poll(() => (readers = readersOf(office.pid)), { timeout: 20_000 }).toHaveLength(1)
  await moment()
  await moment()
  office.kill("SIGKILL")
  await once(office, "exit")
  const isThere = () => {
    try {
      return process.kill(Number(readers[0]), 0)
    } catch {
      return false
    }
  }
  await expect.poll(isThere, { timeout: 10_000 }).toBe(false)
}, 60_000)

test("a process that reads can write nothing and start nothing", async () => {
  expect(await aLane()("reachOut")).toEqual(["ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED"])
})

test("a file that gives more than there is to look at is refused", async () => {
  await expect(aLane()("answerWith", [2_000_000])).rejects.toMatchObject({
    message: expect.stringMatching(/^Tệp có quá 1 MB dữ liệu/u),
  })
})

test("files wait their turn; one more than may wait is refused in words, and those who waited are read", async () => {
  const read = aLane({ processes: 1, nice: 0, waiting: 2 })
  await read("giveBack", ["bắt đầu"])
  const first = read("spin").catch((error: Error) => error.message)
  const waiting = [read("giveBack", [1]), read("giveBack", [2])]
  await expect(read("giveBack", [3])).rejects.toMatchObject({
    code: "BUSY",
    message: "Đang có 2 tệp khác chờ đọc nên chưa nhận thêm. Hãy chờ vài phút rồi gửi lại.",
  })
  expect(await first).toContain("quá 1 giây")
  expect(await Promise.all(waiting)).toEqual([1, 2])
})

test("who waits is told how many files are before theirs, down to their own", async () => {
  const read = aLane()
  await read("giveBack", ["bắt đầu"])
  const first = read("spin").catch(() => "given up")
  await moment()
  const turns = [new Turn(), new Turn(), new Turn()]
  const waiting = turns.map((turn, n) => taking(turn, () => read("giveBack", [n])))
  expect(turns.map((turn) => turn.ahead())).toEqual([0, 1, 2])
  await first
  expect(await Promise.all(waiting)).toEqual([0, 1, 2])
  expect(turns.map((turn) => turn.ahead())).toEqual([null, null, null])
})

test("what reads knows nothing of the office's secrets", async () => {
  expect(await aLane()("environment")).toEqual([])
})

test("a lane that is closed reads again when asked", async () => {
  const lane = new ReadingLane({ processes: 1, nice: 0, waiting: 1 })
  opened.push(lane)
  const reading = { module: "#test/workflows/uploads/hostile-readings.ts", run: "giveBack", ...SMALL }
  expect(await lane.read(reading, [1])).toBe(1)
  await lane.close()
  expect(await lane.read(reading, [2])).toBe(2)
})
