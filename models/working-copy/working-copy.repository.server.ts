import type { ClientSession } from "mongoose"
import { systemClock } from "#models/shared/clock.ts"
import { type StoredWorkingCopy, WorkingCopyModel } from "./working-copy.schema.server.ts"
import { textOf, UNVERSIONED, type WorkingCopy } from "./working-copy.ts"

type Whose = Pick<WorkingCopy, "registrationId" | "userId">

const idOf = ({ registrationId, userId }: Whose): string => `${registrationId}|${userId}`

/** The copy while it has this version; those stored before there were versions have none. */
const atVersion = (whose: Whose, version: string) => ({
  _id: idOf(whose),
  version: version === UNVERSIONED ? null : version,
})

export const findWorkingCopy = async (whose: Whose): Promise<WorkingCopy | null> => {
  const row = await WorkingCopyModel.findById(idOf(whose)).lean<StoredWorkingCopy>()
  return row && toCopy(row)
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

/** What a person has typed and not saved, wherever. */
export const findWorkingCopiesOf = async (userId: string): Promise<WorkingCopy[]> =>
  (await WorkingCopyModel.find({ userId }).sort({ _id: 1 }).lean<StoredWorkingCopy[]>()).map(toCopy)

/**
 * Gives what one person has typed to another: where that one is typing on the same registration it lies beside theirs, as what was
 * typed before.
 * @returns false where it is not there any more, or there are two texts of theirs already
 */
export const handWorkingCopy = async (whose: Whose, to: string, session: ClientSession): Promise<boolean> => {
  const row = await WorkingCopyModel.findById(idOf(whose), null, { session }).lean<StoredWorkingCopy>()
  if (!row) return false
  const theirs = { ...whose, userId: to }
  const there = await WorkingCopyModel.findById(idOf(theirs), null, { session }).lean<StoredWorkingCopy>()
  if (there?.older) return false
  if (there) {
    const older = textOf(toCopy(row))
    await WorkingCopyModel.updateOne({ _id: there._id }, { $set: { older } }, { session })
  } else await WorkingCopyModel.create([{ ...row, _id: idOf(theirs), userId: to }], { session })
  await WorkingCopyModel.deleteOne({ _id: row._id }, { session })
  return true
}

const toCopy = ({ _id, touchedAt: _, version, older, ...copy }: StoredWorkingCopy): WorkingCopy => ({
  ...copy,
  version: version ?? UNVERSIONED,
  older: older ?? null,
})

/** Everybody who has something typed and not saved. */
export const workingCopyOwners = (): Promise<string[]> => WorkingCopyModel.distinct("userId")
