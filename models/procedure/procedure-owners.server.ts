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
