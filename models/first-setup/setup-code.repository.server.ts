import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** The code that guards a first start on screen, and how often somebody typed another one. */
type SetupCode = { code: string; wrong: number }
type StoredSetupCode = SetupCode & { _id: string }

const SetupCodeModel = defineModel<StoredSetupCode>(
  "SetupCode",
  new Schema<StoredSetupCode>(
    {
      _id: { type: String, required: true },
      code: { type: String, required: true },
      wrong: { type: Number, required: true },
    },
    { strict: "throw", versionKey: false, collection: "setup_code" },
  ),
)

const THE_CODE = "first-setup"

export const findSetupCode = async (): Promise<SetupCode | null> => {
  const row = await SetupCodeModel.findById(THE_CODE).lean<StoredSetupCode>()
  return row && { code: row.code, wrong: row.wrong }
}

/**
 * Keeps a code where none is kept, or the one that is has been typed wrongly too often.
 * @returns the code that holds: of several processes that begin at once, all get the same
 */
export const keepSetupCode = async (code: string, mostWrong: number): Promise<string> => {
  await SetupCodeModel.deleteOne({ _id: THE_CODE, wrong: { $gte: mostWrong } })
  try {
    await SetupCodeModel.updateOne({ _id: THE_CODE }, { $setOnInsert: { code, wrong: 0 } }, { upsert: true })
  } catch (error) {
    // Another process kept its own in the same moment.
    if (!(await findSetupCode())) throw error
  }
  return (await findSetupCode())?.code ?? code
}

export const countWrongSetupCode = async (): Promise<void> => {
  await SetupCodeModel.updateOne({ _id: THE_CODE }, { $inc: { wrong: 1 } })
}

export const dropSetupCode = async (): Promise<void> => {
  await SetupCodeModel.deleteOne({ _id: THE_CODE })
}
