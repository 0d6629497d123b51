import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { AuditEntryModel } from "./audit-entry.schema.server.ts"

/** A thing that came into another state on a day (in Viet Nam). */
export type Move = { id: string; day: IsoDay; to: string }

/**
 * Every change of state of the things of a kind whose id begins with a prefix, in the order of the log, in one reading.
 * @param prefix whole parts of an id with the sign that ends them: `2023-1:`
 */
export const findMoves = async (kind: string, prefix: string): Promise<Move[]> => {
  const rows = await AuditEntryModel.find(
    { "subject.kind": kind, "subject.id": { $gte: prefix, $lt: `${prefix}\uffff` }, to: { $ne: null } },
    { at: 1, subject: 1, from: 1, to: 1 },
  )
    .sort({ _id: 1 })
    .lean()
  return rows.flatMap(({ at, subject, from, to }) =>
    to === null || from === to ? [] : [{ id: subject.id, day: dayOf(new Date(at)), to }],
  )
}
