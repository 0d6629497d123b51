import type { ClientSession } from "mongoose"
import type { Signatory } from "../official-document/official-document.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import { SigningCapacityModel } from "./signing-capacity.schema.server.ts"

/** Everyone who may sign something on a day; what the capacity rests on is office data and goes into no document. */
export const findSignatoriesOn = async (day: IsoDay): Promise<Signatory[]> =>
  (await findCapacities()).filter((one) => isHeldOn(one, day)).map(({ ground: _, ...signatory }) => signatory)

/** Every capacity anybody holds, held or will hold. */
export const findCapacities = async (session: ClientSession | null = null): Promise<Signatory[]> =>
  (
    await SigningCapacityModel.find({}, { _id: 0 }, { session })
      .sort({ personId: 1, heldFrom: 1, capacity: 1 })
      .lean<Signatory[]>()
  ).map((one) => ({ ...one, ground: one.ground ?? "" }))

export const removeCapacity = async (
  { personId, capacity, heldFrom }: Pick<Signatory, "personId" | "capacity" | "heldFrom">,
  session: ClientSession,
): Promise<void> => {
  await SigningCapacityModel.deleteOne({ personId, capacity, heldFrom }, { session })
}

/** Inserts or replaces by person, capacity and first day. */
export const saveCapacities = async (held: readonly Signatory[], session?: ClientSession): Promise<void> => {
  for (const one of held) {
    await new SigningCapacityModel(one).validate()
    await SigningCapacityModel.updateOne(
      { personId: one.personId, capacity: one.capacity, heldFrom: one.heldFrom },
      {
        $set: {
          fullName: one.fullName,
          position: one.position,
          heldTo: one.heldTo,
          ground: one.ground ?? "",
        },
      },
      { upsert: true, ...(session ? { session } : {}) },
    )
  }
}

const isHeldOn = (one: Signatory, day: IsoDay): boolean =>
  isValidOn({ validFrom: one.heldFrom, validTo: one.heldTo }, day)
