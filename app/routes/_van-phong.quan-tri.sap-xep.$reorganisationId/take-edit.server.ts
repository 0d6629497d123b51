import { z } from "zod"
import type { Actor } from "#models/shared/workflow.ts"
import {
  answerQuestions,
  editReorganisation,
  takeSuccessions,
} from "#workflows/reorganisation/change-plan.server.ts"
import { PlanEdit } from "#workflows/reorganisation/edit-plan.ts"
import { ACT_STEPS, type ActStep, stepReorganisation } from "#workflows/reorganisation/step-act.server.ts"
import { undoReorganisation } from "#workflows/reorganisation/undo-act.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { attempt, type Conflict } from "../../http/attempt.ts"
import { parseSent, type SentForm } from "../../http/parse-form.ts"

const Revision = z.coerce.number().int("Tải lại trang rồi làm lại.")
const STEPS = Object.keys(ACT_STEPS) as [ActStep, ...ActStep[]]

const StepForm = z.object({
  intent: z.enum([...STEPS, "act.undo"]),
  revision: Revision,
  reason: z.string().trim().max(2000).default(""),
  typed: z.string().trim().max(20).default(""),
  seenEffect: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "Trang đã cũ. Hãy tải lại trang.")
    .optional(),
})
const TableForm = z.object({ intent: z.enum(["table.take", "table.drop"]), revision: Revision })
const AnswersForm = z.object({
  intent: z.literal("answers"),
  revision: Revision,
  answers: z.array(
    z.object({ id: z.string().max(300), kind: z.string().max(20), value: z.string().trim().max(200) }),
  ),
  /** One answer for all questions of a kind that were left open. */
  common: z.record(z.string(), z.string().trim().max(200)).default({}),
})

type On = { id: string; actor: Actor }
export type Taken =
  | { ok: true }
  | {
      ok: false
      status: number
      message: string
      values: Record<string, unknown>
      conflict: Conflict | null
    }

/** Takes whatever a form of the page sent. */
export const takeSent = async (runtime: Runtime, sent: SentForm, on: On): Promise<Taken> => {
  const intent = String(sent.fields["intent"] ?? "")
  const work = await workOf(runtime, intent, sent, on)
  if (!work.ok) {
    const message = [...new Set(Object.values(work.errors).flat())].join(" ")
    return { ok: false, status: work.status, message, values: work.values, conflict: null }
  }
  const outcome = await attempt(work.value)
  if (outcome.ok) return { ok: true }
  const said = [
    outcome.message,
    ...Object.entries(outcome.errors).flatMap(([field, all]) => (field ? all : [])),
  ]
  const message = [...new Set(said)].slice(0, 8).join(" ")
  return {
    ok: false,
    status: outcome.status,
    message,
    values: { ...sent.fields },
    conflict: outcome.conflict,
  }
}

async function workOf(runtime: Runtime, intent: string, sent: SentForm, { id, actor }: On) {
  if (StepForm.shape.intent.safeParse(intent).success) {
    const form = await parseSent(sent, StepForm)
    if (!form.ok) return form
    const { intent: type, revision, reason, typed, seenEffect } = form.value
    return ready(() =>
      type === "act.undo"
        ? undoReorganisation(runtime, { id, revision, reason, actor })
        : stepReorganisation(runtime, { id, revision, type, reason, typed, seenEffect, actor }),
    )
  }
  if (TableForm.shape.intent.safeParse(intent).success) {
    const form = await parseSent(sent, TableForm)
    if (!form.ok) return form
    const { revision } = form.value
    return ready(() => takeSuccessions(runtime, { id, revision, take: intent === "table.take", actor }))
  }
  if (intent === "answers") {
    const form = await parseSent(sent, AnswersForm)
    if (!form.ok) return form
    const { revision, common } = form.value
    const answers = Object.fromEntries(
      form.value.answers.map(({ id: question, kind, value }) => [question, value || (common[kind] ?? "")]),
    )
    return ready(() => answerQuestions(runtime, { id, revision, answers, actor }))
  }
  const form = await parseSent(sent, z.object({ revision: Revision }).and(PlanEdit))
  if (!form.ok) return form
  const { revision, ...edit } = form.value
  return ready(() => editReorganisation(runtime, { id, revision, edit: edit as PlanEdit, actor }))
}

const ready = (value: () => Promise<void>) => ({ ok: true as const, value })
