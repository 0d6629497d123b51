import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { advanceAll } from "./advance-all.server.ts"

/** Takes consultations whose clock has run out without an answer back to appraisal; of each stands who was silent. Returns how many. */
export const lapseConsultations = async (d: OfficeDependencies & LedgerDependencies): Promise<number> => {
  const today = dayOf(d.clock.now())
  const overdue = (await clockLedger(d)).filter(
    ({ kind, state, due }) => kind === "OPINION" && state === "RUNNING" && due < today,
  )
  let lapsed = 0
  for (const [, rows] of Map.groupBy(overdue, ({ campaignId }) => campaignId))
    lapsed += await d.store.inTransaction(async (session) => {
      const asked = await findRegistrationsByIds(
        rows.map(({ subject }) => subject.id),
        session,
      )
      const waiting = asked.filter(({ workflow }) => workflow.value === "consulting")
      const byUnit = Map.groupBy(waiting, ({ workflow }) => workflow.context.consultation?.agencyName)
      for (const [agencyName, silent] of byUnit)
        await advanceAll(
          silent,
          { type: "consultation.lapsed", today, ...(agencyName === undefined ? {} : { agencyName }) },
          SYSTEM_ACTOR,
          d.clock.now(),
          session,
        )
      return waiting.length
    })
  return lapsed
}
