import type { ClientSession } from "mongoose"
import type { Procedure } from "./procedure.ts"
import { ProcedureSnapshotModel } from "./procedure-snapshot.schema.server.ts"

/** What of a procedure says who carries it out. */
export type ProcedureOwners = Pick<Procedure, "code" | "agencies" | "fields">

/** Who carries out each procedure in force, by its record; without the rest of it. */
export const findProcedureOwners = async (): Promise<ProcedureOwners[]> =>
  (
    await ProcedureSnapshotModel.find({ current: true })
      .select({ _id: 0, "procedure.code": 1, "procedure.agencies": 1, "procedure.fields": 1 })
      .sort({ code: 1 })
      .lean<{ procedure: ProcedureOwners }[]>()
  ).map(({ procedure }) => procedure)

/** What of a procedure says whether it is the province's, with its name. */
export type ProcedureHome = ProcedureOwners &
  Pick<Procedure, "name" | "announcer" | "announcementDecision" | "adminLevels" | "regulation" | "services">

/** Whose each public procedure in force may be, by code; without the rest of it. Of these codes alone when given. */
export const findProcedureHomes = async (
  codes?: readonly string[],
  session?: ClientSession,
): Promise<ProcedureHome[]> =>
  (
    await ProcedureSnapshotModel.find({
      current: true,
      "procedure.state": "PUBLIC",
      ...(codes ? { code: { $in: [...codes] } } : {}),
    })
      .select({
        _id: 0,
        "procedure.code": 1,
        "procedure.name": 1,
        "procedure.agencies": 1,
        "procedure.fields": 1,
        "procedure.announcer": 1,
        "procedure.announcementDecision": 1,
        "procedure.adminLevels": 1,
        "procedure.regulation": 1,
        "procedure.services": 1,
      })
      .sort({ code: 1 })
      .session(session ?? null)
      .lean<{ procedure: ProcedureHome }[]>()
  ).map(({ procedure }) => procedure)
