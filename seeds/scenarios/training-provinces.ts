import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Clock } from "#models/shared/clock.ts"
import { type IsoDay, instantOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { saveCapacities } from "#models/user/signing-capacity.repository.server.ts"
import type { TrainingProvinceId } from "#workflows/config.server.ts"
import { setUpProvince } from "#workflows/setup/set-up-province.server.ts"
import { readNation } from "../nation/nation.ts"
import { twoLevelTable } from "../nation/two-level-table.ts"
import { LAM_DONG_CAPACITIES, LAM_DONG_USERS } from "../reference/lam-dong-users.ts"
import { PORTAL_TARGETS } from "../reference/portal-targets.ts"
import { TRAINING_USERS, type TrainingUser } from "../reference/users.ts"
import { seedReference } from "../seed-reference.server.ts"
import { type YearCalendar, yearDeadlines } from "./plan-calendar.ts"
import { PLAN_122, PLAN_2027, type SeededPlan } from "./training-plan.server.ts"

/** One edition issued before the newcomer arrives. */
export type PastEdition = {
  year: number
  calendar: YearCalendar
  deadlines: ReviewCampaign["deadlines"]
  /** Of the services in order of their ids, those it takes up. */
  takes(index: number): boolean
  /** An adjustment of the edition before it; null: an annual one. */
  amends: { id: string; name: string } | null
  /** A portal refuses one of its records: it stays announced until somebody mends it, as happens in an office. */
  isRefusedOnce: boolean
}

/** Days on which the registrations of the running campaign moved, working days all. */
export type SpreadDays = Record<
  "opened" | "withdrawn" | "proposed" | "signedOff" | "started" | "appraised" | "approved" | "opinionDue",
  IsoDay
>

/** A made-up office in a real province: what a training store is filled with. */
export type TrainingProvince = {
  id: TrainingProvinceId
  /** A day before everything that happened. */
  begins: IsoDay
  /** The moment the newcomer takes over: two weeks into the collecting. */
  today: Date
  year: number
  users: readonly TrainingUser[]
  table(): Promise<Uint8Array>
  fill(d: { store: Pick<Store, "inTransaction">; clock: Clock }): Promise<void>
  past: readonly PastEdition[]
  spread: SpreadDays
  /** The plan its year is worked by. */
  plan: SeededPlan
}

const sevenOfTen = (index: number) => index % 10 < 7

/** Three levels of government, NĐ 42/2022: two editions of 2022, the campaign of 2023. */
const DAK_NONG: TrainingProvince = {
  id: "dak-nong",
  begins: "2022-09-01",
  today: instantOf("2023-03-20", "08:00:00"),
  year: 2023,
  users: TRAINING_USERS,
  table: () => readFile(join(import.meta.dirname, "../reference/procedures.csv")),
  fill: ({ store }) => seedReference(store),
  past: [
    // The first edition after NĐ 42/2022 came into force, and its adjustment; dates made up for training.
    {
      year: 2022,
      calendar: {
        open: "2022-09-05",
        propose: "2022-09-20",
        signOff: "2022-09-30",
        appraise: "2022-10-17",
        freeze: "2022-11-07",
        checkContent: "2022-11-10",
        checkForm: "2022-11-11",
        submit: "2022-11-14",
        sign: "2022-11-16",
      },
      // Deadlines that fit those days, so that nobody starts with work a year overdue.
      deadlines: {
        registerBy: "2022-09-30",
        appraiseBy: "2022-10-31",
        announceBy: "2022-11-30",
        publishBy: "2022-12-31",
      },
      takes: sevenOfTen,
      amends: null,
      isRefusedOnce: false,
    },
    {
      year: 2022,
      calendar: {
        open: "2022-12-05",
        propose: "2022-12-07",
        signOff: "2022-12-09",
        appraise: "2022-12-14",
        freeze: "2022-12-19",
        checkContent: "2022-12-20",
        checkForm: "2022-12-21",
        submit: "2022-12-22",
        sign: "2022-12-23",
      },
      deadlines: {
        registerBy: "2022-12-09",
        appraiseBy: "2022-12-16",
        announceBy: "2022-12-30",
        publishBy: "2023-03-31",
      },
      // One in thirty of those the edition has.
      takes: (index) => sevenOfTen(index) && ordinalOfTaken(index) % 30 === 0,
      amends: { id: "2022-1", name: "Điều chỉnh danh mục dịch vụ công trực tuyến năm 2022" },
      isRefusedOnce: true,
    },
  ],
  spread: {
    opened: "2023-03-06",
    withdrawn: "2023-03-08",
    proposed: "2023-03-09",
    signedOff: "2023-03-13",
    started: "2023-03-15",
    appraised: "2023-03-16",
    approved: "2023-03-17",
    opinionDue: "2023-03-24",
  },
  plan: PLAN_122,
}

/** How many of those before it an edition of seven in ten takes. */
const ordinalOfTaken = (index: number): number => Math.floor(index / 10) * 7 + (index % 10)

/** Two levels of government, NĐ 224/2026: the edition of May 2026, still under NĐ 42/2022, and the campaign of 2027. */
const LAM_DONG: TrainingProvince = {
  id: "lam-dong",
  begins: "2026-03-02",
  today: instantOf("2027-03-22", "08:00:00"),
  year: 2027,
  users: LAM_DONG_USERS,
  table: async () => twoLevelTable(),
  async fill(d) {
    await setUpProvince(d, readNation(), {
      code: "68",
      portalTargets: PORTAL_TARGETS,
      trainingCodes: true,
      by: "dữ liệu tập huấn",
    })
    await saveCapacities(LAM_DONG_CAPACITIES)
  },
  past: [
    {
      year: 2026,
      calendar: {
        open: "2026-03-06",
        propose: "2026-03-16",
        signOff: "2026-03-23",
        appraise: "2026-04-10",
        freeze: "2026-05-04",
        checkContent: "2026-05-07",
        checkForm: "2026-05-08",
        submit: "2026-05-11",
        sign: "2026-05-12",
      },
      deadlines: yearDeadlines(2026),
      takes: sevenOfTen,
      amends: null,
      isRefusedOnce: true,
    },
  ],
  spread: {
    opened: "2027-03-08",
    withdrawn: "2027-03-10",
    proposed: "2027-03-11",
    signedOff: "2027-03-15",
    started: "2027-03-17",
    appraised: "2027-03-18",
    approved: "2027-03-19",
    opinionDue: "2027-03-26",
  },
  plan: PLAN_2027,
}

export const TRAINING_PROVINCES: Record<TrainingProvinceId, TrainingProvince> = {
  "dak-nong": DAK_NONG,
  "lam-dong": LAM_DONG,
}
