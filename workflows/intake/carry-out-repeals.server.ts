import {
  findPlannedRepeals,
  settlePlannedRepeal,
} from "#models/procedure-repeal/planned-repeal.repository.server.ts"
import type { PlannedRepeal } from "#models/procedure-repeal/planned-repeal.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { readTurn } from "#models/turn/turn.repository.server.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import { carryOutRepeal, NothingToRepealError, type RepealDependencies } from "./repeal-procedure.server.ts"

/**
 * Carries out every repeal recorded ahead whose day has come, as the one who recorded it. One that cannot be yet (a catalogue that
 * holds it is being signed) keeps why and is tried again. Gives back how many were carried out.
 */
export const carryOutRepeals = async (d: RepealDependencies): Promise<number> => {
  const today = dayOf(d.clock.now())
  const due = (await findPlannedRepeals({ state: "WAITING" })).filter(
    ({ effectiveOn }) => effectiveOn <= today,
  )
  // Records told after a backup are not known in the restored store: that is settled first.
  if (due.length === 0 || (await isRecoveryOpen())) return 0
  let done = 0
  for (const plan of due) if (await carryOut(d, plan)) done += 1
  return done
}

async function carryOut(d: RepealDependencies, plan: PlannedRepeal): Promise<boolean> {
  const { code, kind, decision, effectiveOn, procedureName, by } = plan
  const form = { code, kind, number: decision.number, decidedOn: decision.day, effectiveOn }
  try {
    const seenTurn = await readTurn("CAMPAIGNS")
    await carryOutRepeal(d, { form, procedureName, actor: by, seenTurn })
    return true
  } catch (error) {
    if (!isOfficeError(error)) throw error
    const isOver = error instanceof NothingToRepealError
    if (isOver || error.message !== plan.refusal)
      await d.store.inTransaction((session) =>
        settlePlannedRepeal(
          plan,
          { state: isOver ? "NOTHING_LEFT" : "WAITING", refusal: error.message },
          session,
        ),
      )
    return false
  }
}
