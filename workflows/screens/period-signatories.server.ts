import { isSameSignatory, type PeriodContext } from "#models/reporting-period/context.ts"
import type { PeriodState } from "#models/reporting-period/states.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { signatoriesToday } from "#workflows/campaign/who-signs.server.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import { isAllowed } from "#workflows/permissions.ts"
import type { PeriodDependencies } from "#workflows/reporting-period/dependencies.ts"

export type PeriodSignatory = { personId: string; fullName: string; position: string }

/** Before whom this person may lay the report today: anybody able, once it is numbered anybody else. */
export const periodSignatories = async (
  d: PeriodDependencies,
  { actor, state, numbered }: { actor: Actor; state: PeriodState; numbered: PeriodContext["numbered"] },
): Promise<PeriodSignatory[]> => {
  if (!isAllowed(actor, "report.number") || (state !== "locked" && state !== "numbered")) return []
  return (await signatoriesToday(d, { issuingAuthority: "COMMITTEE" }))
    .filter((one) => !isSameSignatory(one, numbered?.signatory))
    .map(({ personId, fullName, position }) => ({ personId, fullName, position: positionInText(position) }))
}
