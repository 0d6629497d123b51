import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { instantOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { addPlanWords } from "../seed-reference.server.ts"
import { seedUsers } from "../seed-users.server.ts"
import { yearDeadlines } from "./plan-calendar.ts"
import { seedPlan } from "./training-plan.server.ts"
import type { PastEdition, TrainingProvince } from "./training-provinces.ts"
import { trainingStaff } from "./training-staff.ts"
import { spreadOverStates } from "./training-states.server.ts"
import { runWholeYear, type YearDependencies } from "./whole-year.server.ts"

export type TrainingSeed = {
  province: TrainingProvince
  /** The procedures, CSV; all that are kept where none are given. */
  table?: Uint8Array | undefined
  store: OfficeDependencies["store"]
  signing: SigningService
  /** Sends what an issue put into the outbox, with the scenario's clock; `refuseOne` lets a portal refuse one record. */
  deliver(clock: OfficeDependencies["clock"], options?: { refuseOne: boolean }): Promise<void>
  say(line: string): void
}

/**
 * A training province: reference data, people, real procedures, the editions issued before, and the campaign of its year opened
 * with registrations in every state. All of it by running the use-cases.
 */
export const seedTraining = async (input: TrainingSeed): Promise<void> => {
  const { say, province } = input
  const clock = fixedClock(instantOf(province.begins, "08:00:00"))
  const d: YearDependencies = {
    store: input.store,
    clock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: input.signing,
  }
  const staff = trainingStaff(province.users, province.begins)
  say("  · cơ quan, căn cứ pháp lý, người dùng tập huấn")
  await province.fill(d)
  await addPlanWords()
  await seedUsers(province.users)
  say("  · thủ tục hành chính")
  const report = await importProcedures(
    { store: input.store, clock },
    {
      fileName: "procedures.csv",
      bytes: input.table ?? (await province.table()),
      partial: false,
      by: staff.reviewer.id,
    },
  )
  if (report.outcome !== "TAKEN")
    throw new RuleBrokenError(
      `Bảng thủ tục tập huấn bị từ chối: ${JSON.stringify(report.refused.slice(0, 3))}`,
    )

  const services = await findActiveServices()
  for (const edition of province.past) {
    say(edition.amends ? `  · điều chỉnh danh mục năm ${edition.year}` : `  · danh mục năm ${edition.year}`)
    await runWholeYear(d, {
      ...wayOf(edition, province.past),
      staff,
      clock,
      serviceIds: services.filter((_, index) => edition.takes(index)).map((service) => service.id),
    })
    await input.deliver(clock, { refuseOne: edition.isRefusedOnce })
  }

  const { year, spread, plan } = province
  say(`  · kế hoạch ${plan.number}/KH-UBND và nhiệm vụ của các cơ quan`)
  clock.set(instantOf(plan.issuedOn, "09:00:00"))
  await seedPlan(d, plan)
  say(`  · đợt rà soát năm ${year}`)
  clock.set(instantOf(spread.opened, "08:00:00"))
  const campaign = await openCampaign(d, {
    year,
    sequence: 1,
    kind: "ANNUAL",
    name: `Rà soát, công bố danh mục dịch vụ công trực tuyến năm ${year}`,
    deadlines: yearDeadlines(year),
    numberFirst: false,
    amends: null,
    actor: staff.reviewer,
  })
  await spreadOverStates(d, { campaignId: campaign.id, staff, clock, days: spread })
}

/** How an edition is opened: an annual one, or the next number of its year where it amends. */
function wayOf({ year, calendar, deadlines, amends }: PastEdition, past: readonly PastEdition[]) {
  const annual = { year, calendar, deadlines }
  if (!amends) return annual
  const sequence = past.filter((one) => one.year === year).length
  return { ...annual, sequence, kind: "AMENDMENT" as const, amends: amends.id, name: amends.name }
}
