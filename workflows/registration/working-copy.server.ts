import { randomUUID } from "node:crypto"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  findWorkingCopy,
  putWorkingCopy,
  removeWorkingCopy,
} from "#models/working-copy/working-copy.repository.server.ts"
import { type TypedProposal, textOf, type WorkingCopy } from "#models/working-copy/working-copy.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { changesSince } from "./registration-at.server.ts"

/** What a window knows of the copy it would replace. */
type Seen = {
  /** The version the window has seen; empty where it has seen none. */
  known?: string | undefined
  /** The name this keeping shall have, so that one whose answer was lost can be sent again; made where none is given. */
  version?: string | undefined
}

/**
 * Keeps what an officer has typed so far, so that a lost connection or a closed window costs nothing. Not a step of the
 * registration: only its author sees it, nothing moves. What was typed on an older revision and never taken up stays beside it.
 * @throws ForbiddenError, NotFoundError; ConcurrentEditError when the registration was saved since the form was opened, or another
 * window of the same person has kept something else: the later text stays
 */
export const keepWorkingCopy = async (
  d: OfficeDependencies,
  input: { registrationId: string; revision: number; fields: TypedProposal; actor: Actor } & Seen,
): Promise<WorkingCopy> => {
  const { registrationId, revision, fields, actor, known = "" } = input
  const registration = await getRegistration(registrationId)
  const { agencyId } = registration
  await authorise(d, actor, "registration.propose", { kind: "registration", id: registrationId, agencyId })
  if (revision !== registration.revision) {
    const { changed, by } = await changesSince(registration, revision, actor)
    throw new ConcurrentEditError(
      `Đăng ký này vừa được ${by} lưu. Phần đang nhập ở cửa sổ này chưa được tự lưu và vẫn còn trong biểu mẫu; bấm “Lưu dự thảo” để xem những chỗ khác nhau.`,
      { changed, by, currentRevision: registration.revision },
    )
  }
  const whose = { registrationId, userId: actor.id }
  const version = input.version || randomUUID()
  const seen = [known, version].filter((one) => one !== "")
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const there = await findWorkingCopy(whose)
    if (there && !seen.includes(there.version)) throw keptElsewhere(there)
    const older = there && there.revision < revision ? textOf(there) : (there?.older ?? null)
    const copy = { ...whose, revision, version, fields, savedAt: d.clock.now(), older }
    if (await putWorkingCopy(copy, there?.version ?? null)) return copy
  }
  throw new Error(`the working copy of ${registrationId} does not stand still`)
}

const MOST_TRIES = 5

const keptElsewhere = ({ savedAt }: WorkingCopy) =>
  new ConcurrentEditError(
    `Bạn đã nhập tiếp ở một cửa sổ khác (tự lưu lúc ${formatInstant(savedAt)}). Phần đang nhập ở cửa sổ này không được tự lưu đè lên và vẫn còn trong biểu mẫu; hãy nhập tiếp ở một cửa sổ thôi.`,
    { changed: [], by: "bạn, ở một cửa sổ khác," },
  )

/** What the person left half done on a registration; null when nothing. */
export const ownWorkingCopy = (registrationId: string, actor: Actor): Promise<WorkingCopy | null> =>
  findWorkingCopy({ registrationId, userId: actor.id })

/**
 * Forgets what the person left half done: it was saved, or is not wanted. What lies beside it from an older revision takes its
 * place and is offered on.
 * @param versions those the window knows: what another one has kept since stays; any where none are given
 */
export const discardWorkingCopy = async (
  registrationId: string,
  actor: Actor,
  versions?: readonly string[],
): Promise<void> => {
  const whose = { registrationId, userId: actor.id }
  const there = await findWorkingCopy(whose)
  if (!there || (versions && !versions.includes(there.version))) return
  const { older, version } = there
  if (older) await putWorkingCopy({ ...whose, ...older, version: randomUUID(), older: null }, version)
  else await removeWorkingCopy(whose, version)
}

/** Forgets what was typed on an older revision, wherever it lies; what is being typed now stays. */
export const discardOlderCopy = async (registrationId: string, actor: Actor): Promise<void> => {
  const whose = { registrationId, userId: actor.id }
  const there = await findWorkingCopy(whose)
  if (!there) return
  const { revision } = await getRegistration(registrationId)
  if (there.revision < revision) await removeWorkingCopy(whose, there.version)
  else await putWorkingCopy({ ...there, older: null }, there.version)
}
