import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "../shared/errors.ts"
import { takeTurn } from "../turn/turn.repository.server.ts"
import { findLongActs } from "./long-act.repository.server.ts"

/** The kind of the act that opens a review. */
export const OPENING = "open"
/** The kind of the act that takes a list of procedures into the register, and what stands for the register there. */
export const IMPORTING = "import"
export const REGISTER_ACT = "register"

/** The kind of the act that undoes the taking in of a list. */
export const UNDOING = "undoImport"

/** The kind of the act that moves what the register and the directory hold to other units. */
export const REORGANISING = "reorganise"

const UNDER_WAY: Record<string, string> = {
  [REORGANISING]: "Đang chuyển việc theo một quyết định sắp xếp đơn vị. Chờ chuyển xong rồi thực hiện lại.",
  [OPENING]: "Đang mở một đợt rà soát từ sổ thủ tục. Chờ mở xong rồi thực hiện lại.",
  [UNDOING]: "Đang hoàn tác một lần nhập thủ tục. Chờ xong rồi thực hiện lại.",
  [IMPORTING]: "Đang nhập một danh sách thủ tục vào sổ. Chờ nhập xong rồi thực hiện lại.",
}

/** For whoever changes what the register holds. @throws ConcurrentEditError while a review is being opened from it, or a list taken in */
export const takeRegisterTurn = async (session: ClientSession): Promise<void> => {
  await takeTurn("REGISTER", session)
  await assertRegisterAtRest(session)
}

/** For whoever rests on the whole register. @throws ConcurrentEditError as `takeRegisterTurn` */
export const assertRegisterAtRest = async (session: ClientSession): Promise<void> => {
  for (const { kind } of await findLongActs(session)) {
    const why = UNDER_WAY[kind]
    if (why) throw new ConcurrentEditError(why, { changed: [] })
  }
}
