import { storedReference } from "#models/reference/stored-reference.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Role } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { madeUpProcedures } from "#seeds/scenarios/busy-year/made-up-procedures.ts"
import { type OfficeStaff, rehearsalStaff } from "#seeds/scenarios/office-staff.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { moveByAgency, proposeByRules, type RefusedMove } from "#seeds/scenarios/propose-by-rules.server.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"

const OFFICE = "van-phong-ubnd-tinh"
const CAMPAIGN = "2023-1"
/** Enough for two sides of five hundred, and as many that stand by. */
const PROCEDURES = 1_500

export type OfficeAtWork = {
  store: Store
  d: RegistrationDependencies
  staff: OfficeStaff
  /** Ids of registrations that are signed off and wait for their appraisal. */
  registered: string[]
}

/** A province's review under way: every registration is proposed and signed off, none is appraised. */
export const openOfficeAtWork = async (store: Store, say: (line: string) => void): Promise<OfficeAtWork> => {
  say(`đợt rà soát ${PROCEDURES.toLocaleString("vi-VN")} thủ tục`)
  const clock = fixedClock("2023-03-06T01:00:00Z")
  const leader = { personId: "phochutich", fullName: "Đinh Thị Bích Vân" }
  const staff = rehearsalStaff(OFFICE, leader)
  const d = { store, clock, reference: storedReference, getRegime: storedReference.regime }
  await seedReference(store)
  await saveUsers(Array.from({ length: 60 }, (_, n) => userOf(n)))
  const report = await importProcedures(
    { store, clock },
    {
      fileName: "thu-tuc.csv",
      bytes: madeUpProcedures(PROCEDURES),
      partial: false,
      by: staff.reviewer.id,
    },
  )
  if (report.outcome !== "TAKEN") throw new Error(JSON.stringify(report.refused.slice(0, 3)))
  await openCampaign(d, {
    year: 2023,
    sequence: 1,
    kind: "ANNUAL",
    name: "Năm 2023",
    deadlines: yearDeadlines(2023),
    numberFirst: false,
    amends: null,
    actor: staff.reviewer,
  })
  noneOf(await proposeByRules(d, { campaignId: CAMPAIGN, staff }))
  const proposed = await findAllRegistrations(CAMPAIGN, ["awaitingUnitHead"])
  noneOf(await moveByAgency(d, proposed, staff.headOf, () => ({ type: "proposal.signedOff" })))
  const registered = (await findAllRegistrations(CAMPAIGN, ["registered"])).map(({ id }) => id)
  return { store, d, staff, registered }
}

/** @throws Error where something was refused */
export const noneOf = (refused: readonly RefusedMove[]): void => {
  if (refused.length > 0) throw new Error(JSON.stringify(refused.slice(0, 3)))
}

/** Two appraisers an appraisal goes to and fro between, among the people of an office. */
export const APPRAISERS = ["nguoi-0", "nguoi-1"] as const

const userOf = (n: number) => {
  const role: Role = n < APPRAISERS.length ? "REVIEWER" : "SPECIALIST"
  return {
    id: `nguoi-${n}`,
    fullName: `Người thứ ${n}`,
    passwordHash: "x",
    active: true,
    trainingPassword: null,
    assignments: [{ role, agencyId: OFFICE, validFrom: "2022-08-15", validTo: null }],
  }
}
