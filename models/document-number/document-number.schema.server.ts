import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"

/** Sổ số: the last number given out per year and symbol rule (NĐ 30/2020 Điều 15). */
export type StoredNumberRegister = {
  _id: string
  year: number
  symbol: string
  last: number
  /** Given and then not used; missing where there are none. */
  voided?: VoidedNumber[]
}

/** A number that was given to a decision which never came out; it is not given again. */
export type VoidedNumber = { number: string; editionId: string; at: Date; byName: string; reason: string }

const schema = new mongoose.Schema<StoredNumberRegister>(
  {
    _id: { type: String, required: true },
    year: { type: Number, required: true },
    symbol: { type: String, required: true },
    last: { type: Number, required: true },
    voided: { type: [mongoose.Schema.Types.Mixed], default: undefined } as never,
  },
  { strict: "throw", versionKey: false, collection: "documentNumbers" },
)

export const NumberRegisterModel = defineModel<StoredNumberRegister>("NumberRegister", schema)
