import { findAgencies, findUnitGroups } from "#models/agency/agency.repository.server.ts"
import { getLegalRegime, getLegalRegimeOn } from "#models/legal-regime/legal-regime.repository.server.ts"
import { portalRecordOf } from "#models/outbox/portal-target.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { workCalendar } from "#models/shared/working-days.ts"
import { findStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { findSignatoriesOn } from "#models/user/signing-capacity.repository.server.ts"
import { USUAL_ACCOUNT_RULES } from "./account-rules.ts"
import { USUAL_RULES } from "./office-rules.ts"
import { getReference, hasReference } from "./reference.repository.server.ts"
import type { ReferenceReader } from "./reference-reader.ts"

/** Reference data as kept in the store. */
export const storedReference: ReferenceReader = {
  regimeOn: (day) => getLegalRegimeOn(day),
  regime: (id) => getLegalRegime(id),
  agencies: () => findAgencies(),
  groups: () => findUnitGroups(),
  async issuerOn(day) {
    const found = (await getReference("issuers")).find((row) => isValidOn(row, day))
    if (!found) throw new NotFoundError(`Chưa khai báo cơ quan ban hành có hiệu lực vào ngày ${day}.`)
    const isTraining = (await findStorePurpose()) === "TRAINING"
    return isTraining ? { ...found.issuer, training: true } : found.issuer
  },
  templatesOn: async (day) =>
    (await hasReference("documentTemplates"))
      ? (await getReference("documentTemplates")).filter((row) => isValidOn(row, day))
      : [],
  workCalendar: async () =>
    workCalendar((await hasReference("holidays")) ? await getReference("holidays") : []),
  signatoriesOn: (day) => findSignatoriesOn(day),
  targetsOn: async (day) =>
    (await hasReference("levelTargets"))
      ? (await getReference("levelTargets")).filter((row) => isValidOn(row, day))
      : [],
  accountRulesOn: async (day) =>
    ((await hasReference("accountRules"))
      ? (await getReference("accountRules")).find((row) => isValidOn(row, day))
      : undefined) ?? USUAL_ACCOUNT_RULES,
  officeRulesOn: async (day) =>
    ((await hasReference("officeRules"))
      ? (await getReference("officeRules")).find((row) => isValidOn(row, day))
      : undefined) ?? USUAL_RULES,
  // A store nobody has filled yet knows no portals; issuing asks for at least one.
  portalTargetsOn: async (day) =>
    (await hasReference("portalTargets"))
      ? (await getReference("portalTargets"))
          .filter((row) => isValidOn(row, day))
          .map((row) => ({ ...row, record: portalRecordOf(row) }))
      : [],
}
