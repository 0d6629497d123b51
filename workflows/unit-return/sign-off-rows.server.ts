import type { ClientSession } from "mongoose"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  moveTogether,
  type RegistrationDependencies,
} from "#workflows/registration/move-registrations.server.ts"
import { signOff } from "#workflows/registration/steps/sign-off.ts"

const SHOWN_CHANGES = 20
/** As many as a transaction reads and writes at once. */
const CHUNK = 200

/**
 * Signs off rows of one unit by the same step as one by one and in bulk, all of them or, thrown out of the caller's transaction, none.
 * @throws ConcurrentEditError naming the rows that moved since they were seen; RuleBrokenError for those this person may not sign
 */
export const signOffRows = async (
  d: RegistrationDependencies,
  input: {
    campaignId: string
    agencyId: string
    rows: readonly { registrationId: string; revision: number }[]
    actor: Actor
  },
  session: ClientSession,
): Promise<void> => {
  const { campaignId, agencyId, rows, actor } = input
  if (rows.length === 0) return
  const ids = rows.map(({ registrationId }) => registrationId)
  const found = new Map((await findRegistrationsByIds(ids, session)).map((one) => [one.id, one]))
  const changed = rows.flatMap(({ registrationId, revision }) => {
    const one = found.get(registrationId)
    const isOwn = one?.campaignId === campaignId && one.agencyId === agencyId
    if (one && isOwn && one.revision === revision && one.workflow.value === "awaitingUnitHead") return []
    return [
      {
        field: isOwn ? `${one.serviceCode} ${one.procedureName}` : registrationId,
        before: REGISTRATION_STATE_LABELS.awaitingUnitHead,
        now:
          !one || !isOwn
            ? "Không còn là đăng ký của đơn vị"
            : one.workflow.value === "awaitingUnitHead"
              ? "Đã sửa rồi trình lại"
              : REGISTRATION_STATE_LABELS[one.workflow.value],
      },
    ]
  })
  if (changed.length > 0)
    throw new ConcurrentEditError(
      `${formatNumber(changed.length)} dịch vụ vừa thay đổi sau khi bạn mở trang, nên chưa ký duyệt, chưa gửi gì. Xem lại danh sách rồi gửi lại.`,
      { changed: changed.slice(0, SHOWN_CHANGES) },
    )
  for (let from = 0; from < rows.length; from += CHUNK) {
    const moves = rows
      .slice(from, from + CHUNK)
      .map((row) => ({ ...row, event: { type: signOff.event } as { type: "proposal.signedOff" } }))
    const refused = (await moveTogether(d, moves, actor, session)).filter((outcome) => !outcome.ok)
    const [first] = refused
    if (first && !first.ok)
      throw new RuleBrokenError(
        `${formatNumber(refused.length)} dịch vụ bạn không ký duyệt được, nên chưa gửi gì: ${found.get(first.registrationId)?.serviceCode ?? first.registrationId}. ${first.error.message}`,
        { field: "rows" },
      )
  }
}
