import { z } from "zod"
import { findCampaigns, getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { toCsv } from "#models/shared/csv.ts"
import { dayOf, formatDay, formatInstant, type IsoDay } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  countPlaces,
  RETURN_STATE_LABELS,
  type ReturnCounts,
  type ReturnStanding,
  standingOf,
} from "#models/unit-return/return-standing.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { visibleAgencyIds } from "#workflows/registration/visible-registrations.server.ts"
import { letterNumber } from "#workflows/unit-return/compose-return.ts"
import { readReturns } from "#workflows/unit-return/return-registrations.server.ts"
import type { ReturnDependencies } from "#workflows/unit-return/send-return.server.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

type ReturnOverviewRow = {
  agencyId: string
  agencyName: string
  counts: ReturnCounts
  standing: ReturnStanding
  /** Of the last sending; null where nothing was sent. */
  last: { sequence: number; number: string; at: Date } | null
  letters: number
}

/** Which units are asked for: whose return is in, in part, signed without a letter, not begun; and those that are late. */
export const RETURN_LISTS = ["COMPLETE", "PARTLY", "UNSENT", "OPEN", "LATE"] as const
export type ReturnList = (typeof RETURN_LISTS)[number]
export const RETURN_LIST_LABELS: Record<ReturnList, string> = { ...RETURN_STATE_LABELS, LATE: "Trễ hạn" }

export const ReturnListQuery = z.object({ loc: z.enum(RETURN_LISTS).optional().catch(undefined) })

type OverviewDependencies = ReturnDependencies & RegistrationListDependencies

export type ReturnOverview = {
  campaign: Pick<ReviewCampaign, "id" | "name">
  dueOn: IsoDay
  today: IsoDay
  list: ReturnList | null
  /** Units of each list, and of all. */
  lists: Record<ReturnList, number>
  total: number
  rows: ReturnOverviewRow[]
}

const isIn = ({ standing }: ReturnOverviewRow, list: ReturnList): boolean =>
  list === "LATE" ? standing.daysLate > 0 : standing.state === list

/**
 * Whose return has come, whose has not, and who is late: what is most behind first.
 * @throws NotFoundError, ForbiddenError
 */
export const getReturnOverview = async (
  d: OverviewDependencies,
  { campaignId, list, actor }: { campaignId: string; list: ReturnList | null; actor: Actor },
): Promise<ReturnOverview> => {
  await authorise(d, actor, "registration.viewAll", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  const { all, dueOn, today } = await returnsOf(d, campaign)
  return {
    campaign: { id: campaign.id, name: campaign.name },
    dueOn,
    today,
    list,
    lists: Object.fromEntries(
      RETURN_LISTS.map((one) => [one, all.filter((row) => isIn(row, one)).length]),
    ) as Record<ReturnList, number>,
    total: all.length,
    rows: list ? all.filter((row) => isIn(row, list)) : all,
  }
}

/** How every unit's return stands, for the page, the counts and the file alike. */
const returnsOf = async (
  d: OverviewDependencies,
  campaign: ReviewCampaign,
): Promise<{ all: ReturnOverviewRow[]; dueOn: IsoDay; today: IsoDay }> => {
  const today = dayOf(d.clock.now())
  const dueOn = phaseDaysIn(await clockLedger(d, campaign.id), campaign).registerBy
  const names = await agencyNames(d)
  const all = [...(await readReturns({ campaignId: campaign.id }))].map(
    ([agencyId, { places, parts }]): ReturnOverviewRow => {
      const counts = countPlaces([...places.values()])
      const last = parts.at(-1)
      return {
        agencyId,
        agencyName: names.get(agencyId) ?? agencyId,
        counts,
        standing: standingOf(counts, parts, dueOn, today),
        last: last ? { sequence: last.sequence, number: letterNumber(last), at: last.at } : null,
        letters: parts.length,
      }
    },
  )
  return { all: all.sort(mostBehindFirst), dueOn, today }
}

/**
 * Whose return this person looks after in the review that runs, else in the newest: `agencyId` null is every unit's. Null where there
 * is no review, or no unit of theirs.
 */
export const returnsOfToday = async (
  actor: Actor,
): Promise<{ campaignId: string; agencyId: string | null } | null> => {
  const campaigns = await findCampaigns()
  const campaign = campaigns.find(isRunning) ?? campaigns[0]
  if (!campaign) return null
  const own = visibleAgencyIds(actor)
  if (own === null) return { campaignId: campaign.id, agencyId: null }
  const counts = await countRegistrations(campaign.id)
  const agencyId = own.find((id) => counts.some((row) => row.agencyId === id))
  return agencyId === undefined ? null : { campaignId: campaign.id, agencyId }
}

const leftOf = ({ counts }: ReturnOverviewRow): number => counts.UNIT + counts.HEAD + counts.UNSENT

const mostBehindFirst = (a: ReturnOverviewRow, b: ReturnOverviewRow): number =>
  leftOf(b) - leftOf(a) || compareVietnamese(a.agencyName, b.agencyName)

const HEADINGS = [
  "Đơn vị",
  "Tình trạng",
  "Dịch vụ phải đăng ký",
  "Đã gửi",
  "Đã ký duyệt, chưa gửi",
  "Chờ lãnh đạo ký duyệt",
  "Đang soạn, sửa",
  "Số lần gửi",
  "Công văn gần nhất",
  "Nhận lúc",
  "Hạn đăng ký",
  "Số ngày trễ",
]

/** One line per unit. */
export const toReturnsCsv = (
  { rows, dueOn }: Pick<ReturnOverview, "rows" | "dueOn">,
  isTraining: boolean,
): Uint8Array =>
  toCsv(
    withTrainingColumn(
      [
        HEADINGS,
        ...rows.map(({ agencyName, counts, standing, last, letters }) => [
          agencyName,
          RETURN_STATE_LABELS[standing.state],
          String(counts.total),
          String(counts.SENT),
          String(counts.UNSENT),
          String(counts.HEAD),
          String(counts.UNIT),
          String(letters),
          last?.number ?? "",
          last ? formatInstant(last.at) : "",
          formatDay(dueOn),
          String(standing.daysLate),
        ]),
      ],
      isTraining,
    ),
  )
