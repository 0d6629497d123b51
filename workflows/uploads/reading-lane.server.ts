import { deserialize } from "node:v8"
import pLimit from "p-limit"
import { BusyError, refusalFrom } from "#models/shared/errors.ts"
import { pastLimit } from "./past-limit.ts"
import { Reader } from "./reader.server.ts"
import type { Lane, Reading } from "./reading-limits.ts"
import type { Answer } from "./reading-process.server.ts"
import { presentTurn } from "./turn.server.ts"

/** Processes are ended after this many milliseconds without work. */
const IDLE = 15_000

/** Some processes that read, and the files that wait for them. */
export class ReadingLane {
  private readonly lane: Lane
  private readonly inTurn
  private readonly readers = new Set<Reader>()
  private readonly free: Reader[] = []
  /** Files in the order they came: those being read, and those nobody has begun to read. */
  private readonly files = new Set<object>()
  private readonly waiting = new Set<object>()
  private idle: NodeJS.Timeout | undefined

  constructor(lane: Lane) {
    this.lane = lane
    this.inTurn = pLimit({ concurrency: lane.processes, rejectOnClear: true })
  }

  /** @throws InvalidInputError past a limit, BusyError when too many wait, refusals of the reading itself */
  async read(reading: Reading, args: readonly unknown[]): Promise<unknown> {
    const { processes, waiting } = this.lane
    if (this.files.size >= processes + waiting)
      throw new BusyError(
        `Đang có ${waiting} tệp khác chờ đọc nên chưa nhận thêm. Hãy chờ vài phút rồi gửi lại.`,
      )
    clearTimeout(this.idle)
    const file = {}
    this.files.add(file)
    this.waiting.add(file)
    const turn = presentTurn()
    turn?.queued(() => this.before(file))
    try {
      const answer = await this.inTurn(() => {
        this.waiting.delete(file)
        return this.readByOne({ ...reading, args })
      })
      return readOf(answer, reading)
    } finally {
      this.files.delete(file)
      this.waiting.delete(file)
      turn?.queued(null)
      if (this.files.size === 0) this.idle = setTimeout(() => this.close(), IDLE).unref()
    }
  }

  /** Ends the processes, also those that read. */
  async close(): Promise<void> {
    clearTimeout(this.idle)
    this.inTurn.clearQueue()
    await Promise.all([...this.readers].map((reader) => this.end(reader)))
  }

  /** How many files came before one and still wait. */
  private before(file: object): number {
    const place = [...this.waiting].indexOf(file)
    return Math.max(place, 0)
  }

  private async readByOne(task: Parameters<Reader["read"]>[0]): Promise<Answer> {
    const reader = this.take()
    let isSpent = true
    try {
      const answer = await reader.read(task)
      ;({ isSpent } = answer)
      return answer
    } finally {
      if (isSpent || !this.readers.has(reader)) void this.end(reader)
      else this.free.push(reader)
    }
  }

  /** One that rests, else a new one. */
  private take(): Reader {
    for (let reader = this.free.pop(); reader; reader = this.free.pop()) {
      if (reader.isAlive) return reader
      this.readers.delete(reader)
    }
    const reader = new Reader(this.lane.nice)
    this.readers.add(reader)
    return reader
  }

  private async end(reader: Reader): Promise<void> {
    this.readers.delete(reader)
    const place = this.free.indexOf(reader)
    if (place >= 0) this.free.splice(place, 1)
    await reader.end()
  }
}

function readOf(answer: Answer, reading: Reading): unknown {
  if ("read" in answer) return deserialize(answer.read)
  if ("refused" in answer) throw refusalFrom(answer.refused)
  if ("past" in answer) throw pastLimit(answer.past, reading)
  const { name, message, stack } = answer.failed
  throw Object.assign(new Error(message), { name, stack })
}
