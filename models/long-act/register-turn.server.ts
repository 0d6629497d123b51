import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "../shared/errors.ts"
import { takeTurn } from "../turn/turn.repository.server.ts"
import { findLongActs } from "./long-act.repository.server.ts"

/** The kind of the act that opens a review. */
export const OPENING = "open"

/** For whoever changes what the register holds. @throws ConcurrentEditError while a review is being opened from it */
export const takeRegisterTurn = async (session: ClientSession): Promise<void> => {
  await takeTurn("REGISTER", session)
  if ((await findLongActs(session)).some(({ kind }) => kind === OPENING))
    throw new ConcurrentEditError("Đang mở một đợt rà soát từ sổ thủ tục. Chờ mở xong rồi thực hiện lại.", {
      changed: [],
    })
}
