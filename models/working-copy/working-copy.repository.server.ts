import { systemClock } from "#models/shared/clock.ts"
import { type StoredWorkingCopy, WorkingCopyModel } from "./working-copy.schema.server.ts"
import type { WorkingCopy } from "./working-copy.ts"

type Whose = Pick<WorkingCopy, "registrationId" | "userId">

const idOf = ({ registrationId, userId }: Whose): string => `${registrationId}|${userId}`

export const findWorkingCopy = async (whose: Whose): Promise<WorkingCopy | null> => {
  const row = await WorkingCopyModel.findById(idOf(whose)).lean<StoredWorkingCopy>()
  if (!row) return null
  const { _id, touchedAt: _, ...copy } = row
  return copy
}

/** Keeps the latest; what was kept before is replaced. */
export const putWorkingCopy = async (copy: WorkingCopy): Promise<void> => {
  const _id = idOf(copy)
  await WorkingCopyModel.replaceOne({ _id }, { _id, ...copy, touchedAt: systemClock.now() }, { upsert: true })
}

export const removeWorkingCopy = async (whose: Whose): Promise<void> => {
  await WorkingCopyModel.deleteOne({ _id: idOf(whose) })
}

/** The person moved the registration on without touching what is typed: the copy goes along. */
export const rebaseWorkingCopy = async (whose: Whose, from: number, to: number): Promise<void> => {
  await WorkingCopyModel.updateOne({ _id: idOf(whose), revision: from }, { $set: { revision: to } })
}
