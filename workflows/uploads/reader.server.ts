import { type ChildProcess, fork } from "node:child_process"
import { createRequire } from "node:module"
import type { Limit } from "./past-limit.ts"
import type { Answer, Task } from "./reading-process.server.ts"
import { OUT_OF_TIME } from "./reading-watch.server.ts"

/** By its name in the project: the built server lies in one file elsewhere. */
const PROCESS = createRequire(import.meta.url).resolve("#workflows/uploads/reading-process.server.ts")
/** V8's own limit, in megabytes: far above what any reading may use, since the watch has to come first. */
export const HEAP_LIMIT_MB = 4096

/**
 * One process that reads, a file at a time. A thread would not do: V8 may end the process it is part of, and so may the native code that
 * draws. It may read files and load native code, but write nothing and start nothing; it knows nothing of this process's secrets.
 */
export class Reader {
  private readonly child: ChildProcess
  private readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  private isWanted = true

  /** @param nice how far it stands behind others for the processor: 0 not at all, 19 last */
  constructor(nice: number) {
    this.child = fork(PROCESS, [String(nice)], {
      env: {} as NodeJS.ProcessEnv,
      execArgv: [
        `--max-old-space-size=${HEAP_LIMIT_MB}`,
        "--permission",
        "--allow-fs-read=*",
        "--allow-addons",
        "--allow-worker",
      ],
      serialization: "advanced",
      // What V8 says when a file has ended it would fill the office's log.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    })
    this.ended = new Promise((resolve, reject) => {
      this.child.once("exit", (code, signal) => resolve({ code, signal }))
      this.child.once("error", reject)
    })
    this.ended.catch(() => {})
    this.rest()
  }

  /** Whether it can be given a file. */
  get isAlive(): boolean {
    return this.child.connected
  }

  /** @throws Error when the process could not be started, or ended in a way that is no file's fault */
  async read(task: Task): Promise<Answer> {
    this.child.ref()
    this.child.channel?.ref()
    const answered = new Promise<Answer>((resolve, reject) => {
      this.child.once("message", (answer) => resolve(answer as Answer))
      // Of one that has ended there is more to say.
      this.child.send(task, (error) => error && setTimeout(reject, 1000, error).unref())
    })
    try {
      return await Promise.race([answered, this.ended.then((ending) => this.lost(ending))])
    } finally {
      this.rest()
    }
  }

  /** Ends it, whatever it is doing. */
  async end(): Promise<void> {
    this.isWanted = false
    this.child.kill("SIGKILL")
    await this.ended.catch(() => {})
  }

  /** A command that is done does not wait for it. */
  private rest(): void {
    this.child.unref()
    this.child.channel?.unref()
  }

  /** What a process that ended in the middle of a file says by how it ended. */
  private lost({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): Answer {
    if (signal === null || !this.isWanted)
      throw new Error(`the process that reads ended with ${signal ?? code}`)
    return { past: limitOf(signal), isSpent: true }
  }
}

/** V8 aborts when it gets no memory, the kernel kills. */
function limitOf(signal: NodeJS.Signals): Limit {
  if (signal === OUT_OF_TIME) return "time"
  return signal === "SIGKILL" || signal === "SIGABRT" ? "memory" : "crash"
}
