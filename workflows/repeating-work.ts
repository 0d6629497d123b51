import type { Logger } from "pino"

export type RepeatingWork = {
  /** Begins to run every few seconds. */
  start(): void
  /** Does now what is to be done, after what is under way. */
  runNow(): Promise<void>
  stop(): Promise<void>
}

/** Work done in this process, one run at a time, every few seconds and whenever asked. A failed run is logged and tried again. */
export const repeatingWork = (options: {
  name: string
  logger: Pick<Logger, "error">
  everyMs: number
  work(): Promise<unknown>
}): RepeatingWork => {
  const { name, logger, everyMs, work } = options
  let running: Promise<void> = Promise.resolve()
  let isStopped = false
  let isRunning = false

  const once = async () => {
    if (isStopped) return
    isRunning = true
    await work()
  }
  const runNow = () => {
    const next = running.then(once).finally(() => {
      isRunning = false
    })
    running = next.catch((error: unknown) => logger.error({ err: error }, `${name} failed`))
    return next
  }
  let timer: NodeJS.Timeout | undefined
  return {
    start() {
      timer ??= setInterval(() => {
        if (!isRunning) void runNow().catch(() => {})
      }, everyMs)
      timer.unref()
    },
    runNow,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
