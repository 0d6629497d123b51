import type { ClientSession } from "mongoose"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { type ListOrder, storedOrder } from "#models/shared/list-order.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration } from "./registration.ts"
import { type RegistrationFilter, toQuery } from "./registration-filter.ts"
import { REGISTRATION_SNAPSHOTS } from "./snapshot-versions.ts"

/** What a list shows of a registration, without the suggestion's evidence. */
export type RegistrationRow = Omit<Registration, "suggestion"> & {
  suggestedLevel: ServiceLevel
  sure: boolean
  proposedLevel: ServiceLevel | null
}

const ORDERS = new Map([
  ["code", "serviceCode"],
  ["suggested", "suggestion.level"],
  ["proposed", "proposedLevel"],
])

/** A page of what a filter finds, by id unless asked otherwise. */
export const findRegistrations = async (
  filter: RegistrationFilter,
  page: { number: number; size: number },
  order: ListOrder | null = null,
): Promise<{ rows: RegistrationRow[]; total: number }> => {
  const query = toQuery(filter)
  const [rows, total] = await Promise.all([
    RegistrationModel.find(query, { "suggestion.facts": 0, "suggestion.reasons": 0 })
      .sort(storedOrder(order, ORDERS) ?? { _id: 1 })
      .skip((page.number - 1) * page.size)
      .limit(page.size)
      .lean(),
    RegistrationModel.countDocuments(query),
  ])
  return { rows: rows.map(toRow), total }
}

/** How many a filter finds. */
export const countFound = (filter: RegistrationFilter): Promise<number> =>
  RegistrationModel.countDocuments(toQuery(filter))

/** Whether a filter finds anything. */
export const hasRegistrations = async (filter: RegistrationFilter): Promise<boolean> =>
  (await RegistrationModel.countDocuments(toQuery(filter)).limit(1)) > 0

/** What the registrations of a campaign are searched by, folded. */
export const findSearchTexts = async (campaignId: string): Promise<string[]> => {
  const rows = await RegistrationModel.find({ campaignId }, { searchText: 1 }).lean<StoredRegistration[]>()
  return rows.map(({ searchText }) => searchText)
}

/** What it takes to name a registration, and to tell whether it has changed since. */
export type RegistrationStamp = Pick<
  Registration,
  "id" | "campaignId" | "agencyId" | "serviceCode" | "procedureName" | "revision"
> & { state: string }

/** The stamps of everything a filter finds, by id. */
export const findRegistrationStamps = async (
  filter: RegistrationFilter,
  session: ClientSession | null = null,
): Promise<RegistrationStamp[]> => {
  const rows = await RegistrationModel.find(toQuery(filter), STAMP, { session })
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map(toStamp)
}

/** The stamps of those of the ids that exist. */
export const findStampsByIds = async (ids: string[]): Promise<RegistrationStamp[]> => {
  const rows = await RegistrationModel.find({ _id: { $in: ids } }, STAMP).lean<StoredRegistration[]>()
  return rows.map(toStamp)
}

const STAMP = {
  campaignId: 1,
  agencyId: 1,
  serviceCode: 1,
  procedureName: 1,
  revision: 1,
  "workflow.value": 1,
} as const

const toStamp = (row: StoredRegistration): RegistrationStamp => ({
  id: row._id,
  campaignId: row.campaignId,
  agencyId: row.agencyId,
  serviceCode: row.serviceCode,
  procedureName: row.procedureName,
  revision: row.revision,
  state: row.workflow.value,
})

/** The next one after `id` under the same filter, for going through a list by keyboard. */
export const findNextRegistrationId = async (
  filter: RegistrationFilter,
  id: string,
): Promise<string | null> => {
  const row = await RegistrationModel.findOne({ ...toQuery(filter), _id: { $gt: id } }, { _id: 1 })
    .sort({ _id: 1 })
    .lean()
  return row?._id ?? null
}

/** The other services of a campaign with the same papers and steps, and the level each stands at; at most twenty. */
export const findTwins = async ({
  id,
  campaignId,
  contentKey,
}: Pick<Registration, "id" | "campaignId" | "contentKey">): Promise<
  (Pick<Registration, "id" | "serviceCode" | "procedureName" | "agencyId"> & { level: ServiceLevel })[]
> => {
  if (!contentKey) return []
  const rows = await RegistrationModel.find(
    { campaignId, contentKey, _id: { $ne: id } },
    { serviceCode: 1, procedureName: 1, agencyId: 1, proposedLevel: 1, "suggestion.level": 1 },
  )
    .sort({ _id: 1 })
    .limit(20)
    .lean<StoredRegistration[]>()
  return rows.map((row) => ({
    id: row._id,
    serviceCode: row.serviceCode,
    procedureName: row.procedureName,
    agencyId: row.agencyId,
    level: (row.proposedLevel as ServiceLevel | null) ?? row.suggestion.level,
  }))
}

/** How many per agency and state: the campaign board. */
export const countRegistrations = async (
  campaignId: string,
): Promise<{ agencyId: string; state: string; level: ServiceLevel | null; count: number }[]> => {
  const rows = await RegistrationModel.aggregate<{
    _id: { agencyId: string; state: string; level: ServiceLevel | null }
    count: number
  }>([
    { $match: { campaignId } },
    {
      $group: {
        _id: { agencyId: "$agencyId", state: "$workflow.value", level: "$proposedLevel" },
        count: { $sum: 1 },
      },
    },
  ])
  return rows.map((row) => ({ ...row._id, count: row.count }))
}

/** The fields that occur in a campaign, for filters. */
export const findCampaignFields = async (campaignId: string): Promise<{ code: string; name: string }[]> => {
  const rows = await RegistrationModel.aggregate<{ _id: { code: string; name: string } }>([
    { $match: { campaignId } },
    { $group: { _id: { code: "$field.code", name: "$field.name" } } },
  ])
  return rows.map((row) => row._id).sort((a, b) => a.name.localeCompare(b.name, "vi"))
}

const toRow = (row: StoredRegistration): RegistrationRow => {
  const { _id, searchText: _s, suggestion, workflow, ...rest } = row
  return {
    id: _id,
    ...rest,
    workflow: REGISTRATION_SNAPSHOTS.upgrade(workflow),
    proposedLevel: row.proposedLevel as ServiceLevel | null,
    suggestedLevel: suggestion.level,
    sure: suggestion.sure,
  }
}
