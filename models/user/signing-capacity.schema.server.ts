import { Schema } from "mongoose"
import { SIGNING_CAPACITIES, type Signatory } from "../official-document/official-document.ts"
import { defineModel } from "../shared/define-model.server.ts"

const signingCapacitySchema = new Schema<Signatory>(
  {
    personId: { type: String, required: true },
    fullName: { type: String, required: true },
    position: { type: String, required: true },
    capacity: { type: String, enum: SIGNING_CAPACITIES, required: true },
    heldFrom: { type: String, required: true },
    heldTo: { type: String, default: null },
    ground: { type: String, default: "" },
  },
  { strict: "throw", versionKey: false, collection: "signing_capacities" },
)
// "In which capacities may this person sign on this day?"
signingCapacitySchema.index({ personId: 1, heldFrom: 1 })

export const SigningCapacityModel = defineModel<Signatory>("SigningCapacity", signingCapacitySchema)
