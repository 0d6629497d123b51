import { closeSync, existsSync, fdatasync, openSync } from "node:fs"

/** As MongoDB's journal: what was acknowledged reaches the disk itself within this time. */
const FLUSH_WITHIN_MS = 100

/**
 * Has the system put the write-ahead log on the disk: soon after each commit, and at once for whoever asks. One flush
 * serves everything committed before it began, and the process goes on meanwhile.
 */
export class Journal {
  private readonly file: string
  private handle: number | null = null
  private timer: NodeJS.Timeout | null = null
  private running: Promise<void> | null = null
  private next: Promise<void> | null = null
  private failure: Error | null = null
  /** Whether something was committed since the last flush began. */
  private isDirty = false

  /** @param file the write-ahead log; it need not exist yet */
  constructor(file: string) {
    this.file = file
  }

  /** Something was committed. @throws the error of an earlier flush: the disk no longer keeps what it is given */
  committed(): void {
    if (this.failure) throw this.failure
    this.isDirty = true
    this.timer ??= setTimeout(() => {
      this.timer = null
      this.flush().catch(() => {
        // Kept in `failure`: the next writer is told.
      })
    }, FLUSH_WITHIN_MS).unref()
  }

  /** Resolves when everything committed by now is on the disk. */
  flush(): Promise<void> {
    if (this.failure) return Promise.reject(this.failure)
    if (!this.running) return this.isDirty ? this.start() : Promise.resolve()
    if (!this.isDirty) return this.running
    // The flush under way may have begun before the latest commit.
    this.next ??= this.running.then(
      () => this.start(),
      () => this.start(),
    )
    return this.next
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    if (this.handle !== null) closeSync(this.handle)
    this.handle = null
  }

  private start(): Promise<void> {
    this.next = null
    this.isDirty = false
    this.running = this.sync().finally(() => {
      this.running = null
    })
    return this.running
  }

  private sync(): Promise<void> {
    if (this.handle === null && existsSync(this.file)) this.handle = openSync(this.file, "r+")
    const { handle } = this
    if (handle === null) return Promise.resolve()
    return new Promise((resolve, reject) => {
      fdatasync(handle, (error) => {
        // A store that is being closed has flushed everything itself.
        if (!error || this.handle === null) resolve()
        else {
          this.failure = error
          reject(error)
        }
      })
    })
  }
}
