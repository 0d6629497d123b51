import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { formatDay } from "#models/shared/dates.ts"
import { paths } from "../../http/paths.ts"

/** `Quyết định số 15/QĐ-UBND ngày 12/05/2023`, leading to the edition it announced. */
export function DecisionLink({ decision }: { decision: DecisionReference }) {
  return (
    <a href={paths.edition(decision.editionId)}>
      Quyết định số {decision.number} ngày {formatDay(decision.day)}
    </a>
  )
}
