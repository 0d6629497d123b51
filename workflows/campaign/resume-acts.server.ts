import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { isLeftBehind, type LongAct } from "#models/long-act/long-act.ts"
import { IMPORTING, OPENING, REORGANISING, UNDOING } from "#models/long-act/register-turn.server.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { aliveAt, giveUpAct } from "#workflows/long-act/pieces.server.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { stepNamed } from "./offers.server.ts"
import { resumeOpening } from "./open-campaign.server.ts"
import { resumeStep } from "./take-step.server.ts"

/** Acts that others go on with. */
const ELSEWHERE: ReadonlySet<string> = new Set([IMPORTING, UNDOING, REORGANISING])

/**
 * Goes on with long acts whose worker is silent: its process was killed, or its machine lost. Each ends as if it had not been
 * interrupted; one that cannot be done any more, and that nobody has seen anything of, is given up. Safe to run twice at once.
 * @returns how many were finished
 */
export const resumeActs = async (d: CampaignDependencies): Promise<number> => {
  // A backup may hold an act the office has finished since: paper and portals are asked first.
  if (await isRecoveryOpen()) return 0
  const now = aliveAt(d)
  const left = (await findLongActs()).filter((one) => !ELSEWHERE.has(one.kind) && isLeftBehind(one, now))
  for (const act of left) await resume(d, act)
  return left.length
}

async function resume(d: CampaignDependencies, act: LongAct): Promise<void> {
  if (act.kind === OPENING) {
    await resumeOpening(d, act)
    return
  }
  const step = stepNamed(act.kind)
  if (!step) throw new Error(`nobody knows how to go on with ${act.kind} of ${act.campaignId}`)
  try {
    await resumeStep(d, step, act)
  } catch (error) {
    if (!step.isHidden || !isOfficeError(error)) throw error
    // Refused before it was taken over: the one that was left behind still stands.
    await giveUpAct(d, act)
  }
}
