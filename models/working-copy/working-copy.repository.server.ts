import { systemClock } from "#models/shared/clock.ts"
import { type StoredWorkingCopy, WorkingCopyModel } from "./working-copy.schema.server.ts"
import { UNVERSIONED, type WorkingCopy } from "./working-copy.ts"

type Whose = Pick<WorkingCopy, "registrationId" | "userId">

const idOf = ({ registrationId, userId }: Whose): string => `${registrationId}|${userId}`

/** The copy while it has this version; those stored before there were versions have none. */
const atVersion = (whose: Whose, version: string) => ({
  _id: idOf(whose),
  version: version === UNVERSIONED ? null : version,
})

export const findWorkingCopy = async (whose: Whose): Promise<WorkingCopy | null> => {
  const row = await WorkingCopyModel.findById(idOf(whose)).lean<StoredWorkingCopy>()
  if (!row) return null
  const { _id, touchedAt: _, version, older, ...copy } = row
  return { ...copy, version: version ?? UNVERSIONED, older: older ?? null }
}

/**
 * Compare-and-set: keeps a copy in place of the version given, or where there is none when that is null.
 * @returns whether it was kept
 */
export const putWorkingCopy = async (copy: WorkingCopy, inPlaceOf: string | null): Promise<boolean> => {
  const stored = { _id: idOf(copy), ...copy, touchedAt: systemClock.now() }
  if (inPlaceOf !== null)
    return (await WorkingCopyModel.replaceOne(atVersion(copy, inPlaceOf), stored)).matchedCount === 1
  const made = await WorkingCopyModel.updateOne(
    { _id: stored._id },
    { $setOnInsert: stored },
    { upsert: true },
  )
  return made.upsertedCount === 1
}

/** Removes the copy while it has this version. */
export const removeWorkingCopy = async (whose: Whose, version: string): Promise<void> => {
  await WorkingCopyModel.deleteOne(atVersion(whose, version))
}

/** The person moved the registration on without touching what is typed: the copy goes along. */
export const rebaseWorkingCopy = async (whose: Whose, from: number, to: number): Promise<void> => {
  await WorkingCopyModel.updateOne({ _id: idOf(whose), revision: from }, { $set: { revision: to } })
}
