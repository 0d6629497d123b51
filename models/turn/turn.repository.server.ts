import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ConcurrentEditError } from "../shared/errors.ts"

/**
 * Rules that hold across documents stand on a document of their own: whoever writes under such a rule takes its turn in the same
 * transaction, so that of two at once one comes first and the other sees what it did.
 * `CAMPAIGNS`: one review at a time, what is in force. `REGISTER`: which procedures and services there are. `OFFICE_DATA`: agencies,
 * people, capacities and the other tables whose rows must agree. `REPORTS`: what a period of reports counts and whether it is locked.
 */
export type TurnName = "CAMPAIGNS" | "REGISTER" | "OFFICE_DATA" | "REPORTS"

type StoredTurn = { _id: TurnName; turn: number }

const TurnModel = defineModel<StoredTurn>(
  "Turn",
  new Schema<StoredTurn>(
    { _id: { type: String, required: true }, turn: { type: Number, required: true } },
    { strict: "throw", versionKey: false, collection: "turns" },
  ),
)

/** How many turns were taken; to be compared by `takeTurn` after something was prepared from what was read since. */
export const readTurn = async (name: TurnName): Promise<number> =>
  (await TurnModel.findById(name).lean<StoredTurn>())?.turn ?? 0

/** @throws ConcurrentEditError when another turn was taken since `seen` */
export const takeTurn = async (name: TurnName, session: ClientSession, seen?: number): Promise<void> => {
  const row = await TurnModel.findByIdAndUpdate(
    name,
    { $inc: { turn: 1 } },
    { session, upsert: true, returnDocument: "after" },
  ).lean<StoredTurn>()
  if (seen === undefined || row?.turn === seen + 1) return
  throw new ConcurrentEditError(CHANGED[name], { changed: [] })
}

const CHANGED: Record<TurnName, string> = {
  CAMPAIGNS: "Một đợt rà soát hoặc quyết định khác vừa thay đổi. Tải lại trang, xem lại rồi thực hiện lại.",
  OFFICE_DATA: "Dữ liệu nền vừa thay đổi. Tải lại trang, xem lại rồi thực hiện lại.",
  REPORTS: "Một báo cáo của kỳ vừa thay đổi. Tải lại trang, xem lại rồi thực hiện lại.",
  REGISTER: "Sổ thủ tục vừa thay đổi trong lúc chuẩn bị. Tải lại trang rồi thực hiện lại.",
}
