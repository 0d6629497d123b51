import type { ClientSession } from "mongoose"
import type { Signatory } from "../official-document/official-document.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import { SigningCapacityModel } from "./signing-capacity.schema.server.ts"

/** Everyone who may sign something on a day. */
export const findSignatoriesOn = async (day: IsoDay): Promise<Signatory[]> =>
  (await SigningCapacityModel.find({}, { _id: 0 }).lean<Signatory[]>()).filter((one) => isHeldOn(one, day))

/** Inserts or replaces by person, capacity and first day. */
export const saveCapacities = async (held: readonly Signatory[], session?: ClientSession): Promise<void> => {
  for (const one of held) {
    await new SigningCapacityModel(one).validate()
    await SigningCapacityModel.updateOne(
      { personId: one.personId, capacity: one.capacity, heldFrom: one.heldFrom },
      { $set: { fullName: one.fullName, position: one.position, heldTo: one.heldTo } },
      { upsert: true, ...(session ? { session } : {}) },
    )
  }
}

const isHeldOn = (one: Signatory, day: IsoDay): boolean =>
  isValidOn({ validFrom: one.heldFrom, validTo: one.heldTo }, day)
