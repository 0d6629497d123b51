import type { ClientSession } from "mongoose"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration } from "./registration.ts"
import { FINISHED_STATES } from "./states.ts"

/** A registration that is still being decided, by whom; `dueOn`: until when an opinion is awaited. */
export type Running = Pick<
  Registration,
  "id" | "campaignId" | "serviceId" | "serviceCode" | "procedureName" | "agencyId" | "unit" | "adminLevel"
> & { state: string; dueOn: string | null }

/** Every registration that is not finished, or those of the ids that exist, whatever became of them; by id, without the evidence. */
export const findRunning = async (
  ids: readonly string[] | null,
  session: ClientSession | null = null,
): Promise<Running[]> => {
  const rows = await RegistrationModel.find(
    ids ? { _id: { $in: [...ids] } } : { "workflow.value": { $nin: [...FINISHED_STATES] } },
    {
      campaignId: 1,
      serviceId: 1,
      serviceCode: 1,
      procedureName: 1,
      agencyId: 1,
      unit: 1,
      adminLevel: 1,
      "workflow.value": 1,
      "workflow.context.consultation": 1,
    },
    { session },
  )
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map(({ _id, workflow, unit, ...row }) => {
    const consultation = workflow.context.consultation as { dueOn: string } | null | undefined
    return {
      id: _id,
      campaignId: row.campaignId,
      serviceId: row.serviceId,
      serviceCode: row.serviceCode,
      procedureName: row.procedureName,
      agencyId: row.agencyId,
      unit: { kind: unit.kind, id: unit.id, name: unit.name },
      adminLevel: row.adminLevel,
      state: workflow.value,
      dueOn: workflow.value === "consulting" ? (consultation?.dueOn ?? null) : null,
    }
  })
}

type Moved = Pick<Registration, "id" | "serviceCode" | "procedureName" | "field" | "workflow"> & {
  readRevision: number
  to: Pick<Registration, "agencyId" | "unit" | "adminLevel">
}

/** Gives registrations to other units, each with the step that says so. @throws ConcurrentEditError when one was moved meanwhile */
export const saveUnits = async (moved: readonly Moved[], session: ClientSession): Promise<void> => {
  const result = await RegistrationModel.bulkWrite(
    moved.map(({ id, readRevision, workflow, to, serviceCode, procedureName, field }) => ({
      updateOne: {
        filter: { _id: id, revision: readRevision },
        update: {
          $set: {
            workflow,
            ...to,
            searchText: foldText(`${serviceCode} ${procedureName} ${field.name} ${to.unit.name}`),
          },
          $inc: { revision: 1 },
        },
      },
    })),
    { session, ordered: true },
  )
  if (result.matchedCount !== moved.length)
    throw new ConcurrentEditError("Có người vừa lưu thay đổi khác. Hãy tải lại rồi thực hiện lại.", {
      changed: [],
    })
}
