import type { Logger } from "pino"
import { completePublications } from "./campaign/complete-publication.server.ts"
import { type DeliveryDependencies, runDeliveries } from "./delivery/run-deliveries.server.ts"
import { lapseConsultations } from "./registration/lapse-consultations.server.ts"

export type OfficeDuty = {
  /** Begins to run every few seconds. */
  start(): void
  /** Does now what is due: deadlines that passed, records to send, editions that became public. */
  runNow(): Promise<void>
  stop(): Promise<void>
}

export type DutyDependencies = Omit<DeliveryDependencies, "portals"> & {
  logger: Pick<Logger, "error">
  portals(): Promise<DeliveryDependencies["portals"]>
}

/** The in-process worker: one run at a time, every few seconds and whenever asked. A failed run is logged and tried again. */
export const officeDuty = (d: DutyDependencies, everyMs = 5_000): OfficeDuty => {
  const circuits = d.circuits ?? new Map()
  let running: Promise<void> = Promise.resolve()
  let isStopped = false
  let isRunning = false

  const once = async () => {
    if (isStopped) return
    isRunning = true
    // One duty that fails must not keep the others from being done.
    const results = await inTurn([
      () => lapseConsultations(d),
      async () => runDeliveries({ ...d, circuits, portals: await d.portals() }, { until: "IDLE" }),
      () => completePublications(d),
    ])
    const failures = results.filter((result) => result.status === "rejected")
    if (failures.length > 0) throw new AggregateError(failures.map(({ reason }) => reason as unknown))
  }
  const runNow = () => {
    const next = running.then(once).finally(() => {
      isRunning = false
    })
    running = next.catch((error: unknown) => d.logger.error({ err: error }, "office duty failed"))
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

async function inTurn(duties: (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
  const results: PromiseSettledResult<unknown>[] = []
  for (const duty of duties) results.push(...(await Promise.allSettled([duty()])))
  return results
}
