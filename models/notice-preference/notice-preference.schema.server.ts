import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { NoticePreference } from "./notice-preference.ts"

export type StoredNoticePreference = Omit<NoticePreference, "userId"> & { _id: string }

export const NoticePreferenceModel = defineModel<StoredNoticePreference>(
  "NoticePreference",
  new mongoose.Schema<StoredNoticePreference>(
    {
      _id: { type: String, required: true },
      choices: { type: mongoose.Schema.Types.Mixed, required: true } as never,
      revision: { type: Number, required: true },
    },
    { strict: "throw", minimize: false, versionKey: false, collection: "noticePreferences" },
  ),
)
