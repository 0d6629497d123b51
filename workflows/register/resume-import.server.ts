import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { isLeftBehind } from "#models/long-act/long-act.ts"
import { IMPORTING, UNDOING } from "#models/long-act/register-turn.server.ts"
import { aliveAt, type LongActDependencies } from "#workflows/long-act/pieces.server.ts"
import { goOnTaking } from "./take-into-register.server.ts"
import { goOnUndoing } from "./undo-import.server.ts"

/**
 * Goes on with an import, or the undoing of one, whose process was killed once it was decided; it ends as if it had not been
 * interrupted. Safe to run twice at once. @returns how many were finished
 */
export const resumeImport = async (d: LongActDependencies): Promise<number> => {
  const left = (await findLongActs()).filter(
    (one) => (one.kind === IMPORTING || one.kind === UNDOING) && isLeftBehind(one, aliveAt(d)),
  )
  for (const act of left) await (act.kind === IMPORTING ? goOnTaking(d, act) : goOnUndoing(d, act))
  return left.length
}
