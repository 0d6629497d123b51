import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"

/** Sổ số: the last number given out per year and symbol rule (NĐ 30/2020 Điều 15). */
export type StoredNumberRegister = { _id: string; year: number; symbol: string; last: number }

const schema = new mongoose.Schema<StoredNumberRegister>(
  {
    _id: { type: String, required: true },
    year: { type: Number, required: true },
    symbol: { type: String, required: true },
    last: { type: Number, required: true },
  },
  { strict: "throw", versionKey: false, collection: "documentNumbers" },
)

export const NumberRegisterModel = defineModel<StoredNumberRegister>("NumberRegister", schema)
