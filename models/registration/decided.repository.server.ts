import type { Proposal } from "./proposal.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration } from "./registration.ts"

/** A proposal made under a pack, and the service it is for. */
export type Decided = Pick<
  Registration,
  "id" | "serviceId" | "procedureCode" | "procedureName" | "serviceCode" | "agencyId" | "snapshotHash"
> & { proposal: Proposal; isAnnounced: boolean }

const OVER = ["superseded", "recalled", "withdrawn", "repealed"]
const ANNOUNCED = ["announced", "published"]

/** What was proposed or decided under a pack and still counts, by id; without the suggestion's evidence. */
export const findDecidedUnder = async (regimeId: string): Promise<Decided[]> => {
  const rows = await RegistrationModel.find(
    {
      "suggestion.regimeId": regimeId,
      "workflow.value": { $nin: OVER },
      "workflow.context.proposal": { $ne: null },
    },
    {
      serviceId: 1,
      procedureCode: 1,
      procedureName: 1,
      serviceCode: 1,
      agencyId: 1,
      snapshotHash: 1,
      "workflow.value": 1,
      "workflow.context.proposal": 1,
    },
  )
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map(({ _id, workflow, ...row }) => ({
    id: _id,
    serviceId: row.serviceId,
    procedureCode: row.procedureCode,
    procedureName: row.procedureName,
    serviceCode: row.serviceCode,
    agencyId: row.agencyId,
    snapshotHash: row.snapshotHash,
    proposal: workflow.context.proposal as Proposal,
    isAnnounced: ANNOUNCED.includes(workflow.value),
  }))
}
