import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { SCOPE_ANSWERS, SCOPE_DOUBTS } from "./scope.ts"
import type { ScopeAnswer } from "./scope-answer.ts"

export type StoredScopeAnswer = Omit<ScopeAnswer, "code"> & { _id: string }

const needed = { type: String, required: true } as const

export const ScopeAnswerModel = defineModel<StoredScopeAnswer>(
  "ScopeAnswer",
  new mongoose.Schema<StoredScopeAnswer>(
    {
      _id: needed,
      answer: { type: String, enum: SCOPE_ANSWERS, required: true },
      reason: needed,
      doubt: { type: String, enum: [...SCOPE_DOUBTS, null], default: null },
      facts: needed,
      by: needed,
      byName: needed,
      at: { type: Date, required: true },
    },
    { strict: "throw", minimize: false, versionKey: false, collection: "scope-answers" },
  ),
)
