import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import type { SeenPeriod } from "#workflows/reporting-period/change-period.server.ts"
import { correctFigure } from "#workflows/reporting-period/correct-figure.server.ts"
import type { PeriodDependencies } from "#workflows/reporting-period/dependencies.ts"
import {
  changeSignatory,
  numberConsolidated,
  sendConsolidated,
  signConsolidated,
} from "#workflows/reporting-period/issue-consolidated.server.ts"
import { lockPeriod, reopenPeriod, unlockPeriod } from "#workflows/reporting-period/lock-period.server.ts"
import { withdrawRequest } from "#workflows/reporting-period/request-report.server.ts"
import { PERIOD_FORMS, type PeriodForm } from "../components/reports/period-schemas.ts"

/** Does what a form of a period's page asks. @throws as the use-cases */
export const takePeriodStep = async (
  d: PeriodDependencies,
  form: PeriodForm,
  seen: SeenPeriod,
  values: Record<string, unknown>,
): Promise<void> => {
  switch (form) {
    case "lock": {
      const { common, reason } = PERIOD_FORMS.lock.parse(values)
      const reports = await findReportStates({ periodId: seen.periodId })
      const exceptions = reports
        .map(({ agencyId }) => ({ agencyId, reason: reason[agencyId]?.trim() || common }))
        .filter((one) => one.reason !== "")
      return lockPeriod(d, { ...seen, exceptions })
    }
    case "unlock":
      return unlockPeriod(d, { ...seen, ...PERIOD_FORMS.unlock.parse(values) })
    case "number": {
      const { number, signatoryId } = PERIOD_FORMS.number.parse(values)
      return numberConsolidated(d, { ...seen, number: number === "" ? null : Number(number), signatoryId })
    }
    case "signatory":
      return changeSignatory(d, { ...seen, ...PERIOD_FORMS.signatory.parse(values) })
    case "sign":
      return signConsolidated(d, seen)
    case "send":
      return sendConsolidated(d, seen)
    case "reopen": {
      const { reason, unit } = PERIOD_FORMS.reopen.parse(values)
      return reopenPeriod(d, { ...seen, reason, units: Object.keys(unit).filter((id) => unit[id] === "on") })
    }
    case "correct":
      return correctFigure(d, { ...seen, ...PERIOD_FORMS.correct.parse(values) })
    case "withdraw":
      return withdrawRequest(d, { ...seen, ...PERIOD_FORMS.withdraw.parse(values) })
  }
}
