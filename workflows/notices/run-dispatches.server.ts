import { randomUUID } from "node:crypto"
import { claimDispatches, saveDispatch } from "#models/dispatch/dispatch.repository.server.ts"
import type { Channel, Dispatch } from "#models/dispatch/dispatch.ts"
import { afterTry, begun, lost, type Outcome } from "#models/dispatch/dispatch-life.ts"
import type { Clock } from "#models/shared/clock.ts"
import { waitBeforeRetry } from "#workflows/delivery/retry.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"

export type DispatchDependencies = {
  /** Says what is due and when to try again: the office's time. */
  clock: Clock
  /** Measures leases; the machine's time where the office's can be moved forward. */
  leaseClock?: Clock
  /** How to send by each way; a way that is not set up sends nothing, and what waits goes on waiting. */
  senders: Partial<Record<Channel, (dispatch: Dispatch) => Promise<Outcome>>>
  /** 0 ≤ x < 1, for the jitter of retries. */
  random?: () => number
}

const BATCH = 20
/** Nothing is begun with less of the lease left: longer than any one try can take. */
const LEASE_MARGIN_MS = 2 * 60_000

/**
 * Sends what is due, each marked before it leaves and noted when it is over. Safe to run twice at once and to kill at any moment: a
 * mail that was under way then is repeated once at most, under the same Message-ID. After an outage the others wait untried.
 * @returns how many were tried
 */
export const runDispatches = async (d: DispatchDependencies): Promise<number> => {
  // What was sent after a backup is not known in the restored store.
  if (await isRecoveryOpen()) return 0
  const channels = Object.keys(d.senders) as Channel[]
  const tried = await Promise.all(channels.map((channel) => serve(d, channel)))
  return tried.reduce((sum, count) => sum + count, 0)
}

async function serve(d: DispatchDependencies, channel: Channel): Promise<number> {
  const owner = randomUUID()
  const leaseClock = d.leaseClock ?? d.clock
  /** Until when nothing is tried: of mail all, of webhooks those of one receiver. */
  const down = new Map<string, Date>()
  let tried = 0
  for (;;) {
    const claim = { now: d.clock.now(), leaseNow: leaseClock.now(), owner, limit: BATCH }
    const claimed = await claimDispatches(channel, claim)
    if (claimed.length === 0) return tried
    for (const dispatch of claimed) {
      if (dispatch.state === "SENDING") {
        // Before anything is given back: nobody holds it, whether the server answers today or not.
        await saveDispatch(lost(dispatch, d.clock.now()))
        continue
      }
      const until = down.get(placeOf(dispatch))
      const leaseLeft = (dispatch.leaseUntil?.getTime() ?? 0) - leaseClock.now().getTime()
      if (until || leaseLeft < LEASE_MARGIN_MS) {
        await saveDispatch(givenBack(dispatch, until ?? d.clock.now()))
        continue
      }
      const after = await tryOnce(d, dispatch)
      if (!after) continue
      tried += 1
      if (after.isOutage && after.nextAttemptAt) down.set(placeOf(dispatch), after.nextAttemptAt)
    }
  }
}

const placeOf = ({ channel, receiver }: Dispatch): string => (channel === "MAIL" ? "*" : receiver)

const givenBack = (dispatch: Dispatch, until: Date): Dispatch => ({
  ...dispatch,
  nextAttemptAt: until,
  leaseOwner: null,
  leaseUntil: null,
})

type Tried = { isOutage: boolean; nextAttemptAt: Date | null }

/** Null when somebody else had it meanwhile. */
async function tryOnce(d: DispatchDependencies, dispatch: Dispatch): Promise<Tried | null> {
  const send = d.senders[dispatch.channel]
  if (!send) return null
  const marked = await saveDispatch(begun(dispatch))
  if (!marked) return null
  const outcome = await send(marked)
  const wait = waitBeforeRetry(marked.attempts, d.random ?? Math.random)
  const after = afterTry(marked, outcome, d.clock.now(), wait)
  await saveDispatch(after)
  const isOutage = outcome.is === "UNKNOWN" || (outcome.is === "LATER" && outcome.isOutage)
  return { isOutage, nextAttemptAt: after.nextAttemptAt }
}
