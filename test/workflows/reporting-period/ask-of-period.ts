import type { PeriodEventType } from "#models/reporting-period/events.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import type { SmallOffice } from "#test/setup/office.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { correctFigure } from "#workflows/reporting-period/correct-figure.server.ts"
import {
  changeSignatory,
  numberConsolidated,
  sendConsolidated,
  signConsolidated,
} from "#workflows/reporting-period/issue-consolidated.server.ts"
import { lockPeriod, reopenPeriod, unlockPeriod } from "#workflows/reporting-period/lock-period.server.ts"
import { setForm, withdrawRequest } from "#workflows/reporting-period/request-report.server.ts"
import { REASON, seenPeriod } from "../unit-report/a-request.ts"

type Wanted = {
  periodId: string
  type: PeriodEventType
  actor: Actor
  /** Whose report came in, is corrected and is asked for again. */
  unit: string
  signatoryId: string
}

let corrected = 100

/** Asks for an event of a period as its page would. */
export const askOfPeriod = async (
  { d }: Pick<SmallOffice, "d">,
  { periodId, type, actor, unit, signatoryId }: Wanted,
): Promise<void> => {
  const seen = await seenPeriod(periodId, actor)
  switch (type) {
    case "period.formSet": {
      const { questions } = await getPeriod(periodId)
      return setForm(d, { ...seen, questions: questions.map((one) => ({ ...one, label: `${one.label}.` })) })
    }
    case "period.locked": {
      const reports = await findReportStates({ periodId })
      const exceptions = reports.map(({ agencyId }) => ({ agencyId, reason: REASON }))
      return lockPeriod(d, { ...seen, exceptions })
    }
    case "period.unlocked":
      return unlockPeriod(d, { ...seen, reason: REASON })
    case "period.numbered":
      return numberConsolidated(d, { ...seen, number: null, signatoryId })
    case "period.signatoryChanged": {
      const { numbered } = (await getPeriod(periodId)).workflow.context
      const able = await ableSignatories(d, { issuingAuthority: "COMMITTEE" })
      const other = able.find(({ personId }) => personId !== numbered?.signatory.personId)
      return changeSignatory(d, { ...seen, signatoryId: other?.personId ?? "", reason: REASON })
    }
    case "period.signed":
      return signConsolidated(d, seen)
    case "period.sent":
      return sendConsolidated(d, seen)
    case "period.reopened":
      return reopenPeriod(d, { ...seen, reason: REASON, units: [unit] })
    case "period.corrected":
      corrected += 1
      return correctFigure(d, { ...seen, agencyId: unit, key: "q1", now: String(corrected), reason: REASON })
    case "period.withdrawn":
      return withdrawRequest(d, { ...seen, reason: REASON })
  }
}
