import { z } from "zod"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { stepNamed } from "#workflows/campaign/offers.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { attempt, type Conflict } from "./attempt.ts"
import { type FieldErrors, parseSent, readForm } from "./parse-form.ts"

/** Why a step was not taken: which was asked for, and what was typed. */
export type StepAnswer = {
  intent: string | null
  errors: FieldErrors
  values: Record<string, unknown>
  message: string | null
  conflict: Conflict | null
}

export type StepOutcome = { ok: true } | { ok: false; status: number; answer: StepAnswer }

/** Travels with every step: the revision the person saw. */
const Seen = z.object({ revision: z.coerce.number().int().min(0) })
const Unknown = z.never({ error: "Không rõ việc cần làm. Hãy tải lại trang." })

/** Takes the step of a campaign that a page's form asks for by its `intent`. @throws Response 400 for a body that is no form */
export const takeSentStep = async (
  d: CampaignDependencies,
  { request, campaignId, actor }: { request: Request; campaignId: string; actor: Actor },
): Promise<StepOutcome> => {
  const sent = await readForm(request)
  const step = stepNamed(sent.fields.intent)
  if (!step) {
    const form = await parseSent(sent, Unknown)
    if (form.ok) throw new Error("nothing is a step")
    const { errors, values, status } = form
    return { ok: false, status, answer: { intent: null, errors, values, message: null, conflict: null } }
  }
  const { intent } = step
  const form = await parseSent(sent, Seen.and(schemaOf(step.fields)))
  if (!form.ok) {
    const { errors, values, status } = form
    return { ok: false, status, answer: { intent, errors, values, message: null, conflict: null } }
  }
  const { revision, ...values } = form.value
  const outcome = await attempt(() => takeStep(d, step, { campaignId, actor, revision, ...values }))
  if (outcome.ok) return { ok: true }
  const { message, conflict, status } = outcome
  // A conflict is told on its own, above the step.
  const errors = conflict ? {} : outcome.errors
  return { ok: false, status, answer: { intent, errors, values, message, conflict } }
}
