import { data, redirect } from "@remix-run/node"
import type { Actor } from "#models/shared/workflow.ts"
import { correctFact } from "#workflows/registration/correct-fact.server.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { attempt } from "../../http/attempt.ts"
import { parseSent, type SentForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { CorrectionFields } from "./correction-form.ts"

/** Takes a correction of a fact as the screen sends it. */
export const takeCorrection = async (
  d: RegistrationDependencies,
  input: { sent: SentForm; registrationId: string; query: RegistrationQuery; actor: Actor },
) => {
  const { registrationId, actor } = input
  const intent = "fact.corrected" as const
  const form = await parseSent(input.sent, CorrectionFields)
  if (!form.ok)
    return data(
      { intent, errors: form.errors, values: form.values, conflict: null, message: "" },
      { status: form.status },
    )
  const outcome = await attempt(() => correctFact(d, { ...form.value, registrationId, actor }))
  if (!outcome.ok) {
    const { errors, conflict, message, status } = outcome
    const values: Record<string, unknown> = form.value
    return data({ intent, errors, values, conflict, message }, { status })
  }
  return redirect(
    paths.registration(registrationId, { ...input.query, page: undefined, xong: intent, phan: "thu-tuc" }),
  )
}
