import type { ClientSession } from "mongoose"
import type { ServiceUnit } from "#models/online-service/online-service.ts"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration, Suggestion } from "./registration.ts"
import { REGISTRATION_SNAPSHOTS } from "./snapshot-versions.ts"
import { FINISHED_STATES } from "./states.ts"

export const insertRegistrations = async (
  registrations: Registration[],
  session: ClientSession,
): Promise<void> => {
  await RegistrationModel.insertMany(registrations.map(toStored), { session })
}

/** The same for a part that may have been put in before: a registration that is there is left as it is. */
export const insertMissingRegistrations = async (
  registrations: readonly Registration[],
  session: ClientSession,
): Promise<void> => {
  const ids = registrations.map(({ id }) => id)
  const there = await RegistrationModel.find({ _id: { $in: ids } }, { _id: 1 }, { session }).lean()
  const known = new Set(there.map(({ _id }) => _id))
  await insertRegistrations(
    registrations.filter(({ id }) => !known.has(id)),
    session,
  )
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

/** What a unit is still answering in a campaign and whose suggestion doubts a criterion, answered since or not. */
export const findDoubtful = async (about: {
  campaignId: string
  agencyId: string
  letter: string
}): Promise<Registration[]> => {
  const { campaignId, agencyId, letter } = about
  const rows = await RegistrationModel.find({
    campaignId,
    agencyId,
    "workflow.value": { $in: ["drafting", "returned"] },
    "suggestion.sure": false,
    "suggestion.doubtful": letter,
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

/** The unit that answered for a procedure in its latest campaign; null where none ever did. */
export const findLastOwner = async (procedureCode: string): Promise<string | null> => {
  const [row] = await RegistrationModel.find({ procedureCode }, { agencyId: 1 })
    .sort({ campaignId: -1, _id: 1 })
    .limit(1)
    .lean()
  return row?.agencyId ?? null
}

/** Registrations that rest on contents of procedures, per campaign; those that were withdrawn, recalled or repealed rest no more. */
export const countRestingOn = async (
  contents: readonly { code: string; after: string }[],
  session?: ClientSession,
): Promise<{ campaignId: string; count: number; announced: number }[]> => {
  const rows = await RegistrationModel.find(
    {
      procedureCode: { $in: contents.map(({ code }) => code) },
      snapshotHash: { $in: contents.map(({ after }) => after) },
      "workflow.value": { $nin: ["withdrawn", "recalled", "repealed"] },
    },
    { campaignId: 1, "workflow.value": 1 },
    { session: session ?? null },
  ).lean<{ campaignId: string; workflow: { value: string } }[]>()
  return [...Map.groupBy(rows, ({ campaignId }) => campaignId)]
    .map(([campaignId, own]) => ({
      campaignId,
      count: own.length,
      announced: own.filter(({ workflow }) =>
        ["announced", "published", "superseded"].includes(workflow.value),
      ).length,
    }))
    .sort((a, b) => (a.campaignId < b.campaignId ? -1 : 1))
}

/**
 * Hands the registrations of services that are not finished over to another agency, with the unit that then offers them. Their
 * workflow stays as it is.
 * @returns their ids
 */
export const handOverRegistrations = async (
  serviceIds: readonly string[],
  { from, to, unit }: { from: string; to: string; unit: ServiceUnit },
  session: ClientSession,
): Promise<string[]> => {
  const open = { serviceId: { $in: [...serviceIds] }, "workflow.value": { $nin: [...FINISHED_STATES] } }
  const rows = await RegistrationModel.find({ ...open, agencyId: from }, { _id: 1 }, { session }).lean()
  const ids = rows.map(({ _id }) => _id)
  await RegistrationModel.updateMany({ _id: { $in: ids } }, { $set: { agencyId: to, unit } }, { session })
  return ids
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
  const writes = moved.map(({ id, readRevision, workflow }) => ({
    filter: { _id: id, revision: readRevision },
    update: { $set: { workflow, proposedLevel: proposedLevelOf(workflow) }, $inc: { revision: 1 } },
  }))
  const [only, ...others] = writes
  // One, which most are, without the ceremony of many.
  const result =
    only && others.length === 0
      ? await RegistrationModel.updateOne(only.filter, only.update, { session })
      : await RegistrationModel.bulkWrite(
          writes.map((updateOne) => ({ updateOne })),
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
