import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  findWorkingCopy,
  putWorkingCopy,
  removeWorkingCopy,
} from "#models/working-copy/working-copy.repository.server.ts"
import type { TypedProposal, WorkingCopy } from "#models/working-copy/working-copy.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"

/**
 * Keeps what an officer has typed so far, so that a lost connection or a closed window costs nothing. Not a step of the
 * registration: only its author sees it, nothing moves.
 * @throws ForbiddenError, NotFoundError
 */
export const keepWorkingCopy = async (
  d: OfficeDependencies,
  input: { registrationId: string; revision: number; fields: TypedProposal; actor: Actor },
): Promise<WorkingCopy> => {
  const { registrationId, revision, fields, actor } = input
  const { agencyId } = await getRegistration(registrationId)
  await authorise(d, actor, "registration.propose", { kind: "registration", id: registrationId, agencyId })
  const copy = { registrationId, userId: actor.id, revision, fields, savedAt: d.clock.now() }
  await putWorkingCopy(copy)
  return copy
}

/** What the person left half done on a registration; null when nothing. */
export const ownWorkingCopy = (registrationId: string, actor: Actor): Promise<WorkingCopy | null> =>
  findWorkingCopy({ registrationId, userId: actor.id })

/** Forgets what the person left half done: it was saved, or is not wanted. */
export const discardWorkingCopy = (registrationId: string, actor: Actor): Promise<void> =>
  removeWorkingCopy({ registrationId, userId: actor.id })
