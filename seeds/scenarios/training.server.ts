import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { instantOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { seedReference } from "../seed-reference.server.ts"
import { seedUsers } from "../seed-users.server.ts"
import { type YearCalendar, yearDeadlines } from "./plan-calendar.ts"
import { trainingStaff } from "./training-staff.ts"
import { spreadOverStates } from "./training-states.server.ts"
import { runWholeYear, type YearDependencies } from "./whole-year.server.ts"

/** The moment the newcomer takes over: two weeks into the collecting of 2023. */
export const TRAINING_DAY = instantOf("2023-03-20", "08:00:00")

const TABLE = join(import.meta.dirname, "../reference/procedures.csv")

/** The first edition after NĐ 42/2022 came into force, and its adjustment; dates made up for training. */
const YEAR_2022: YearCalendar = {
  open: "2022-09-05",
  propose: "2022-09-20",
  signOff: "2022-09-30",
  appraise: "2022-10-17",
  freeze: "2022-11-07",
  checkContent: "2022-11-10",
  checkForm: "2022-11-11",
  submit: "2022-11-14",
  sign: "2022-11-16",
}
const ADJUSTMENT_2022: YearCalendar = {
  open: "2022-12-05",
  propose: "2022-12-07",
  signOff: "2022-12-09",
  appraise: "2022-12-14",
  freeze: "2022-12-19",
  checkContent: "2022-12-20",
  checkForm: "2022-12-21",
  submit: "2022-12-22",
  sign: "2022-12-23",
}

/** Deadlines that fit those days, so that nobody starts with work a year overdue. */
const DEADLINES_2022 = {
  registerBy: "2022-09-30",
  appraiseBy: "2022-10-31",
  announceBy: "2022-11-30",
  publishBy: "2022-12-31",
}
const DEADLINES_ADJUSTMENT = {
  registerBy: "2022-12-09",
  appraiseBy: "2022-12-16",
  announceBy: "2022-12-30",
  publishBy: "2023-03-31",
}

export type TrainingSeed = {
  /** The procedures, CSV; all that are kept where none are given. */
  table?: Uint8Array | undefined
  store: OfficeDependencies["store"]
  signing: SigningService
  /** Sends what an issue put into the outbox, with the scenario's clock; `refuseOne` lets a portal refuse one record. */
  deliver(clock: OfficeDependencies["clock"], options?: { refuseOne: boolean }): Promise<void>
  say(line: string): void
}

/**
 * The training province: reference data, people, real procedures, an issued edition of 2022 with an adjustment, and the
 * campaign of 2023 opened on 06/03/2023 with registrations in every state. All of it by running the use-cases.
 */
export const seedTraining = async (input: TrainingSeed): Promise<void> => {
  const { say } = input
  const clock = fixedClock(instantOf("2022-09-01", "08:00:00"))
  const d: YearDependencies = {
    store: input.store,
    clock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: input.signing,
  }
  const staff = trainingStaff("2022-09-01")
  say("  · cơ quan, căn cứ pháp lý, người dùng tập huấn")
  await seedReference(input.store)
  await seedUsers()
  say("  · thủ tục hành chính")
  const report = await importProcedures(
    { store: input.store, clock },
    {
      fileName: "procedures.csv",
      bytes: input.table ?? (await readFile(TABLE)),
      partial: false,
      by: staff.reviewer.id,
    },
  )
  if (report.outcome !== "TAKEN")
    throw new RuleBrokenError(
      `Bảng thủ tục tập huấn bị từ chối: ${JSON.stringify(report.refused.slice(0, 3))}`,
    )

  say("  · danh mục năm 2022 và một lần điều chỉnh")
  const services = await findActiveServices()
  const first = services.filter((_, index) => index % 10 < 7).map((service) => service.id)
  await runWholeYear(d, {
    year: 2022,
    staff,
    clock,
    calendar: YEAR_2022,
    deadlines: DEADLINES_2022,
    serviceIds: first,
  })
  await input.deliver(clock)
  await runWholeYear(d, {
    year: 2022,
    sequence: 2,
    kind: "AMENDMENT",
    amends: "2022-1",
    name: "Điều chỉnh danh mục dịch vụ công trực tuyến năm 2022",
    staff,
    clock,
    calendar: ADJUSTMENT_2022,
    deadlines: DEADLINES_ADJUSTMENT,
    serviceIds: first.filter((_, index) => index % 30 === 0),
  })
  // One record refused by a portal: the adjustment stays announced until somebody mends it, as happens in an office.
  await input.deliver(clock, { refuseOne: true })

  say("  · đợt rà soát năm 2023")
  clock.set(instantOf("2023-03-06", "08:00:00"))
  const campaign = await openCampaign(d, {
    year: 2023,
    sequence: 1,
    kind: "ANNUAL",
    name: "Rà soát, công bố danh mục dịch vụ công trực tuyến năm 2023",
    deadlines: yearDeadlines(2023),
    numberFirst: false,
    amends: null,
    actor: staff.reviewer,
  })
  await spreadOverStates(d, { campaignId: campaign.id, staff, clock })
}
