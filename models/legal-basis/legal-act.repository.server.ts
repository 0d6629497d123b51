import type { ClientSession } from "mongoose"
import type { IsoDay } from "../shared/dates.ts"
import { LegalActModel, type StoredLegalAct } from "./legal-act.schema.server.ts"
import { isActInForce, type LegalAct } from "./legal-act.ts"

/** Acts written at once; each is whole in itself. */
const BATCH = 500

/**
 * Adds acts to the register. One that stands keeps what it says and only gains fields; one of the dated table puts its days
 * and successor over a row that came from a record. The same acts again change nothing.
 */
export const addLegalActs = async (
  acts: readonly LegalAct[],
  session: ClientSession | null = null,
): Promise<void> => {
  const merged = mergedByNumber(acts)
  for (let from = 0; from < merged.length; from += BATCH)
    await LegalActModel.bulkWrite(
      merged.slice(from, from + BATCH).map(({ number, fieldCodes, ...act }) => ({
        updateOne: {
          filter: { _id: number },
          update: {
            [act.origin === "TABLE" ? "$set" : "$setOnInsert"]: act,
            $addToSet: { fieldCodes: { $each: fieldCodes } },
          },
          upsert: true,
        },
      })),
      session ? { session } : {},
    )
}

function mergedByNumber(acts: readonly LegalAct[]): LegalAct[] {
  const byNumber = new Map<string, LegalAct>()
  for (const act of acts) {
    const known = byNumber.get(act.number)
    byNumber.set(act.number, {
      ...(known ?? act),
      fieldCodes: [...new Set([...(known?.fieldCodes ?? []), ...act.fieldCodes])],
    })
  }
  return [...byNumber.values()]
}

/** Those of the numbers that the register holds, by number. */
export const findLegalActs = async (
  numbers: readonly string[],
  session: ClientSession | null = null,
): Promise<Map<string, LegalAct>> => {
  const rows = await LegalActModel.find({ _id: { $in: [...new Set(numbers)] } }, null, { session }).lean()
  return new Map(rows.map((row) => [row._id, fromStored(row)]))
}

/** Acts that records of any of the fields list, by name. */
export const findLegalActsOfFields = async (fieldCodes: readonly string[]): Promise<LegalAct[]> => {
  const rows = await LegalActModel.find({ fieldCodes: { $in: [...fieldCodes] } })
    .sort({ name: 1, _id: 1 })
    .lean()
  return rows.map(fromStored)
}

/** The whole register as rows, by number. */
export const readLegalActs = async (session: ClientSession | null): Promise<LegalAct[]> =>
  (await LegalActModel.find({}, null, { session }).sort({ _id: 1 }).lean()).map(fromStored)

/** Writes acts as the office says they are. */
export const saveLegalActs = async (acts: readonly LegalAct[], session: ClientSession): Promise<void> => {
  await LegalActModel.bulkWrite(
    acts.map(({ number, ...act }) => ({
      updateOne: { filter: { _id: number }, update: { $set: act }, upsert: true },
    })),
    { session },
  )
}

/** The whole register, by number. */
const findAllLegalActs = async (session: ClientSession | null): Promise<Map<string, LegalAct>> => {
  const rows = await LegalActModel.find({}, null, { session }).lean()
  return new Map(rows.map((row) => [row._id, fromStored(row)]))
}

/** Whether the register has been filled; stores of an earlier release have none. */
export const hasLegalActs = async (): Promise<boolean> => (await LegalActModel.exists({})) !== null

/** Whether an act may be cited on the day, asked of the whole register at once; one it does not know may not by its year. */
export const actsInForceOn = async (
  day: IsoDay,
  session: ClientSession | null = null,
): Promise<(number: string) => boolean> => {
  const acts = await findAllLegalActs(session)
  return (number) => isActInForce(acts.get(number) ?? { number, validFrom: null, validTo: null }, day)
}

const fromStored = ({ _id, ...act }: StoredLegalAct): LegalAct => ({ number: _id, ...act })
