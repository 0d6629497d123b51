import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ADMIN_LEVELS, SERVICE_LEVELS } from "../shared/levels.ts"
import type { OnlineService } from "./online-service.ts"

/** `_id` is `1.000110.01@so-tu-phap`. */
export type StoredOnlineService = Omit<OnlineService, "id"> & { _id: string }

const onlineServiceSchema = new Schema<StoredOnlineService>(
  {
    _id: { type: String, required: true },
    procedureCode: { type: String, required: true },
    procedureName: { type: String, required: true },
    serviceCode: { type: String, required: true },
    serviceName: { type: String, required: true },
    unit: {
      _id: false,
      kind: { type: String, enum: ["AGENCY", "GROUP"], required: true },
      id: { type: String, required: true },
      name: { type: String, required: true },
    },
    adminLevel: { type: String, enum: ADMIN_LEVELS, required: true },
    field: { _id: false, code: { type: String, default: "" }, name: { type: String, required: true } },
    proposingAgencyId: { type: String, required: true },
    assignedBy: { type: String, enum: ["EXECUTING_AGENCY", "FIELD", "FALLBACK"], required: true },
    active: { type: Boolean, required: true },
    announcedLevel: { type: String, enum: [...SERVICE_LEVELS, null], default: null },
    announcedEditionId: { type: String, default: null },
    announcedOn: { type: String, default: null },
  },
  { collection: "online_services", strict: "throw", versionKey: false },
)
// The services of a procedure: its page, and importing it again.
onlineServiceSchema.index({ procedureCode: 1 })
// What an agency has to review.
onlineServiceSchema.index({ proposingAgencyId: 1, active: 1 })

export const OnlineServiceModel = defineModel<StoredOnlineService>("OnlineService", onlineServiceSchema)
