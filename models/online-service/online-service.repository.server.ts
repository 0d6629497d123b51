import type { ClientSession } from "mongoose"
import type { IsoDay } from "../shared/dates.ts"
import type { ServiceLevel } from "../shared/levels.ts"
import type { DerivedService } from "./derive-services.ts"
import { OnlineServiceModel, type StoredOnlineService } from "./online-service.schema.server.ts"
import type { OnlineService, ServiceUnit } from "./online-service.ts"

/** Documents per message. */
const BATCH = 1000

/** Every service offered now, by id. */
export const findActiveServices = async (session?: ClientSession): Promise<OnlineService[]> =>
  await find({ active: true }, session)

/** Services by id, active or not, in no particular order. */
export const findServicesByIds = async (
  ids: readonly string[],
  session?: ClientSession,
): Promise<OnlineService[]> => await find({ _id: { $in: [...new Set(ids)] } }, session)

/** Services of these procedures, active or not. */
export const findServicesOf = async (
  procedureCodes: readonly string[],
  session?: ClientSession,
): Promise<OnlineService[]> => await find({ procedureCode: { $in: [...procedureCodes] } }, session)

/** What differs between the services stored and those a register derives now. */
export type ServiceChanges = { added: DerivedService[]; changed: DerivedService[]; retiredIds: string[] }

/** Writes the differences; announced levels stay as they are. Services are retired, never deleted. */
export const saveServiceChanges = async (
  { added, changed, retiredIds }: ServiceChanges,
  session: ClientSession,
): Promise<void> => {
  for (let from = 0; from < added.length; from += BATCH)
    await OnlineServiceModel.insertMany(
      added.slice(from, from + BATCH).map(({ id, ...service }) => ({
        _id: id,
        ...service,
        announcedLevel: null,
        announcedEditionId: null,
        announcedOn: null,
      })),
      { session },
    )
  for (let from = 0; from < changed.length; from += BATCH)
    await OnlineServiceModel.bulkWrite(
      changed.slice(from, from + BATCH).map(({ id, ...service }) => ({
        updateOne: { filter: { _id: id }, update: { $set: service } },
      })),
      { session },
    )
  if (retiredIds.length > 0)
    await OnlineServiceModel.updateMany(
      { _id: { $in: retiredIds } },
      { $set: { active: false } },
      { session },
    )
}

/** Gives services another lead agency and unit; those that have the former lead no more are left. Ids stay. */
export const handOverServices = async (
  ids: readonly string[],
  { from, to, unit }: { from: string; to: string; unit: ServiceUnit },
  session: ClientSession,
): Promise<void> => {
  await OnlineServiceModel.updateMany(
    { _id: { $in: [...ids] }, proposingAgencyId: from },
    { $set: { proposingAgencyId: to, unit } },
    { session },
  )
}

/** Keeps the levels an issued edition announced (null: it left the catalogue), for the comparison of the next. */
export const recordAnnouncedLevels = async (
  announced: readonly { serviceId: string; level: ServiceLevel | null }[],
  edition: { id: string; on: IsoDay },
  session: ClientSession,
): Promise<void> => {
  for (let from = 0; from < announced.length; from += BATCH)
    await OnlineServiceModel.bulkWrite(
      announced.slice(from, from + BATCH).map(({ serviceId, level }) => ({
        updateOne: {
          filter: { _id: serviceId },
          update: {
            $set: { announcedLevel: level, announcedEditionId: edition.id, announcedOn: edition.on },
          },
        },
      })),
      { session },
    )
}

const find = async (filter: object, session?: ClientSession): Promise<OnlineService[]> =>
  (
    await OnlineServiceModel.find(filter)
      .sort({ _id: 1 })
      .session(session ?? null)
      .lean<StoredOnlineService[]>()
  ).map(({ _id, ...service }) => ({ id: _id, ...service }))
