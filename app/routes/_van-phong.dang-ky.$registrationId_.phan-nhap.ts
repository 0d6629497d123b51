import type { ActionFunctionArgs } from "@remix-run/node"
import { z } from "zod"
import { formatInstant } from "#models/shared/dates.ts"
import { TypedProposal } from "#models/working-copy/working-copy.ts"
import { keepWorkingCopy } from "#workflows/registration/working-copy.server.ts"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { requireActor } from "../http/require-actor.server.ts"

const token = z.string().max(60).default("")
const Typed = TypedProposal.extend({ revision: z.coerce.number().int(), copyVersion: token, copyNext: token })

/**
 * Takes what is being typed, every few seconds; answers when it was kept and as which version, or with 409 that something later
 * stands there. No page: its status is the answer's own.
 */
export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Typed)
  if (!form.ok)
    return Response.json({ savedAt: null, message: "Phần nhập quá dài để tự lưu." }, { status: form.status })
  const { revision, copyVersion: known, copyNext: version, ...fields } = form.value
  const registrationId = params.registrationId ?? ""
  const outcome = await attempt(() =>
    keepWorkingCopy(context.runtime, { registrationId, revision, known, version, fields, actor }),
  )
  return outcome.ok
    ? Response.json({
        savedAt: formatInstant(outcome.value.savedAt),
        version: outcome.value.version,
        message: "",
      })
    : Response.json({ savedAt: null, message: outcome.message }, { status: outcome.status })
}
