import type { RowChange } from "#models/catalogue-edition/row-change.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { CHANGE_ANNEX_TITLE, CHANGE_COLUMNS, changeRows } from "./compose-change-annex.ts"
import type { Annex } from "./document-layout.ts"

/** What an act after publication changed, old → new: an edition against what was in force before it, its recall, its errata. */
export const CHANGING_ACTS = ["thay-doi", "thu-hoi", "dinh-chinh"] as const
export type ChangingAct = (typeof CHANGING_ACTS)[number]

/** What an act says of itself above its annex. `against`: numbers of the decisions that were in force. */
export type ActInText = {
  act: ChangingAct
  decision: { number: string; day: IsoDay }
  day: IsoDay
  against: readonly { number: string }[]
  reason: string
  changes: readonly RowChange[]
}

const INFO: Record<ActInText["act"], (act: ActInText) => string> = {
  "thay-doi": ({ decision, day }) =>
    `(Quyết định số ${decision.number} ngày ${formatDay(decision.day)}, có hiệu lực từ ngày ${formatDay(day)})`,
  "thu-hoi": ({ decision, day, reason }) =>
    `(Thu hồi Quyết định số ${decision.number} ngày ${formatDay(decision.day)} từ ngày ${formatDay(day)}: ${reason})`,
  "dinh-chinh": ({ decision, day }) =>
    `(Đính chính Quyết định số ${decision.number} ngày ${formatDay(decision.day)}, tính đến ngày ${formatDay(day)})`,
}

/** Phụ lục thay đổi of one act, as a document by itself: what was in force, what is, and why. Pure. */
export const composeActAnnex = (act: ActInText): Annex => ({
  heading: "Phụ lục",
  title:
    act.against.length > 0
      ? `${CHANGE_ANNEX_TITLE} DANH MỤC THEO QUYẾT ĐỊNH SỐ ${act.against.map(({ number }) => number).join(", ")}`
      : "NỘI DUNG ĐIỀU CHỈNH DANH MỤC",
  infoLine: INFO[act.act](act),
  orientation: "landscape",
  table: { columns: CHANGE_COLUMNS, rows: changeRows(act.changes) },
})
