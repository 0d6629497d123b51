import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import { type AdminLevel, SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration, Suggestion } from "./registration.ts"
import { REGISTRATION_SNAPSHOTS } from "./snapshot-versions.ts"

export type RegistrationFilter = {
  campaignId: string
  agencyId?: string
  states?: readonly string[]
  level?: ServiceLevel
  adminLevel?: AdminLevel
  fieldCode?: string
  /** Only those whose suggestion asks for a look (false) or is sure (true). */
  sure?: boolean
  /** Only those where a sure suggestion, the nation's flag and last year's level agree, as far as each is known. */
  agreeing?: boolean
  /** Only those whose proposed level is another than the suggested one. */
  overruled?: boolean
  /** Folded words to find in code, name, field. */
  text?: string
}

/** What a list shows of a registration, without the suggestion's evidence. */
export type RegistrationRow = Omit<Registration, "suggestion"> & {
  suggestedLevel: ServiceLevel
  sure: boolean
  proposedLevel: ServiceLevel | null
}

export const insertRegistrations = async (
  registrations: Registration[],
  session: ClientSession,
): Promise<void> => {
  await RegistrationModel.insertMany(registrations.map(toStored), { session })
}

/** @throws NotFoundError */
export const getRegistration = async (
  id: string,
  session: ClientSession | null = null,
): Promise<Registration> => {
  const row = await RegistrationModel.findById(id, null, { session }).lean()
  if (!row) throw new NotFoundError(`Không tìm thấy đăng ký «${id}». Kiểm tra lại đường dẫn.`)
  return toRegistration(row)
}

export const findRegistrationsByIds = async (
  ids: string[],
  session: ClientSession | null = null,
): Promise<Registration[]> => {
  const rows = await RegistrationModel.find({ _id: { $in: ids } }, null, { session }).lean()
  const byId = new Map(rows.map((row) => [row._id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toRegistration(row)] : []
  })
}

export const findRegistrations = async (
  filter: RegistrationFilter,
  page: { number: number; size: number },
): Promise<{ rows: RegistrationRow[]; total: number }> => {
  const query = toQuery(filter)
  const [rows, total] = await Promise.all([
    RegistrationModel.find(query, { "suggestion.facts": 0, "suggestion.reasons": 0 })
      .sort({ _id: 1 })
      .skip((page.number - 1) * page.size)
      .limit(page.size)
      .lean(),
    RegistrationModel.countDocuments(query),
  ])
  return { rows: rows.map(toRow), total }
}

/** What it takes to name a registration, and to tell whether it has changed since. */
export type RegistrationStamp = Pick<
  Registration,
  "id" | "campaignId" | "agencyId" | "serviceCode" | "procedureName" | "revision"
> & { state: string }

/** The stamps of everything a filter finds, by id. */
export const findRegistrationStamps = async (filter: RegistrationFilter): Promise<RegistrationStamp[]> => {
  const rows = await RegistrationModel.find(toQuery(filter), STAMP)
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

/** All registrations of a campaign in given states, with their suggestion (freezing, issuing). */
export const findAllRegistrations = async (
  campaignId: string,
  states: readonly string[],
  session: ClientSession | null = null,
): Promise<Registration[]> => {
  const rows = await RegistrationModel.find({ campaignId, "workflow.value": { $in: states } }, null, {
    session,
  })
    .sort({ _id: 1 })
    .lean()
  return rows.map(toRegistration)
}

/** Registrations of these procedures in these states, in every campaign. */
export const findRegistrationsOfProcedures = async (
  codes: readonly string[],
  states: readonly string[],
  session: ClientSession | null = null,
): Promise<Registration[]> => {
  const rows = await RegistrationModel.find(
    { procedureCode: { $in: [...codes] }, "workflow.value": { $in: [...states] } },
    null,
    { session },
  )
    .sort({ _id: 1 })
    .lean()
  return rows.map(toRegistration)
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

/**
 * Compare-and-set of many moved registrations: every one must still carry the revision it was read with.
 * @throws ConcurrentEditError when any was saved by someone else in between; the transaction is to be given up.
 */
export const saveMoved = async (
  moved: { id: string; readRevision: number; workflow: Registration["workflow"] }[],
  session: ClientSession,
): Promise<void> => {
  if (moved.length === 0) return
  const result = await RegistrationModel.bulkWrite(
    moved.map(({ id, readRevision, workflow }) => ({
      updateOne: {
        filter: { _id: id, revision: readRevision },
        update: { $set: { workflow, proposedLevel: proposedLevelOf(workflow) }, $inc: { revision: 1 } },
      },
    })),
    { session, ordered: true },
  )
  if (result.matchedCount !== moved.length)
    throw new ConcurrentEditError("Có người vừa lưu thay đổi khác. Hãy tải lại rồi thực hiện lại.", {
      changed: [],
    })
}

/**
 * The same for one registration whose suggestion was made anew.
 * @throws ConcurrentEditError when it was saved by someone else in between
 */
export const saveSuggested = async (
  moved: {
    id: string
    readRevision: number
    workflow: Registration["workflow"]
    suggestion: Suggestion
    /** Set when it was made from another content of the procedure. */
    from?: Pick<Registration, "snapshotHash" | "contentKey" | "nationalFullProcess">
  },
  session: ClientSession,
): Promise<void> => {
  await saveMoved([moved], session)
  await RegistrationModel.updateOne(
    { _id: moved.id },
    { $set: { suggestion: moved.suggestion, ...moved.from } },
    { session },
  )
}

const proposedLevelOf = (workflow: Registration["workflow"]): ServiceLevel | null =>
  workflow.context.proposal?.level ?? null

const toStored = ({ id, ...registration }: Registration) => ({
  _id: id,
  ...registration,
  proposedLevel: proposedLevelOf(registration.workflow),
  searchText: foldText(
    `${registration.serviceCode} ${registration.procedureName} ${registration.field.name} ${registration.unit.name}`,
  ),
})

const toRegistration = (row: StoredRegistration): Registration => {
  const { _id, searchText: _s, proposedLevel: _p, workflow, ...rest } = row
  return { id: _id, ...rest, workflow: REGISTRATION_SNAPSHOTS.upgrade(workflow) }
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

function toQuery(filter: RegistrationFilter): Record<string, unknown> {
  const words = filter.text ? foldText(filter.text).split(" ").filter(Boolean) : []
  return {
    campaignId: filter.campaignId,
    ...(filter.agencyId ? { agencyId: filter.agencyId } : {}),
    ...(filter.states ? { "workflow.value": { $in: [...filter.states] } } : {}),
    ...(filter.level ? { proposedLevel: filter.level } : {}),
    ...(filter.adminLevel ? { adminLevel: filter.adminLevel } : {}),
    ...(filter.fieldCode ? { "field.code": filter.fieldCode } : {}),
    ...(filter.sure === undefined ? {} : { "suggestion.sure": filter.sure }),
    ...(filter.agreeing ? AGREEING : {}),
    ...(filter.overruled ? OVERRULED : {}),
    ...(words.length > 0
      ? { $and: words.map((word) => ({ searchText: { $regex: escapeRegex(word) } })) }
      : {}),
  }
}

/** The same rule as `disagreements` of workflows/classification, as the store asks it; a test keeps them together. */
const AGREEING = {
  "suggestion.sure": true,
  $or: SERVICE_LEVELS.flatMap((level) => [
    {
      "suggestion.level": level,
      nationalFullProcess: level === "FULL",
      previousLevel: { $in: [null, level] },
    },
    { "suggestion.level": level, nationalFullProcess: null, previousLevel: level },
  ]),
}

const OVERRULED = {
  $or: SERVICE_LEVELS.map((level) => ({
    "suggestion.level": level,
    proposedLevel: { $nin: [null, level] },
  })),
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** Every registration's stored workflow, in batches, for replaying. */
export async function* readWorkflows(
  batchSize = 1000,
): AsyncGenerator<Pick<Registration, "id" | "workflow" | "revision">> {
  for (let after = ""; ; ) {
    const rows = await RegistrationModel.find({ _id: { $gt: after } }, { workflow: 1, revision: 1 })
      .sort({ _id: 1 })
      .limit(batchSize)
      .lean()
    if (rows.length === 0) return
    for (const { _id, workflow, revision } of rows)
      yield { id: _id, workflow: REGISTRATION_SNAPSHOTS.upgrade(workflow), revision }
    after = rows.at(-1)?._id ?? after
  }
}
