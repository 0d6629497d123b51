import { dayOf, type IsoDay } from "../shared/dates.ts"
import type { ProcedureSnapshot } from "./procedure.ts"
import { ProcedureSnapshotModel } from "./procedure-snapshot.schema.server.ts"

type Taken = Pick<ProcedureSnapshot, "code" | "hash" | "takenAt" | "current">

/** The newest content each procedure had by a day, of those that are in force now; by code. */
export const findContentsOn = async (day: IsoDay): Promise<Map<string, string>> => {
  const rows = await ProcedureSnapshotModel.find()
    .select({ _id: 0, code: 1, hash: 1, takenAt: 1, current: 1 })
    .lean<Taken[]>()
  const inForce = new Set(rows.filter(({ current }) => current).map(({ code }) => code))
  const newest = new Map<string, Taken>()
  for (const row of rows) {
    if (!inForce.has(row.code) || dayOf(row.takenAt) > day) continue
    const known = newest.get(row.code)
    if (!known || isLater(row, known)) newest.set(row.code, row)
  }
  return new Map([...newest].map(([code, { hash }]) => [code, hash]))
}

/** The one in force is the last; a content that came back keeps the day it first came. */
const isLater = (one: Taken, other: Taken): boolean =>
  one.takenAt.getTime() > other.takenAt.getTime() ||
  (one.takenAt.getTime() === other.takenAt.getTime() && one.current)

/** Every procedure the register has ever held, in force or not. */
export const findKnownCodes = async (): Promise<Set<string>> =>
  new Set((await ProcedureSnapshotModel.distinct("code")) as string[])
