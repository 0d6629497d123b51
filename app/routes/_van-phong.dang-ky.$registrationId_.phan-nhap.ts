import type { ActionFunctionArgs } from "@remix-run/node"
import { z } from "zod"
import { formatInstant } from "#models/shared/dates.ts"
import { TypedProposal } from "#models/working-copy/working-copy.ts"
import { keepWorkingCopy } from "#workflows/registration/working-copy.server.ts"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { requireActor } from "../http/require-actor.server.ts"

const Typed = TypedProposal.extend({ revision: z.coerce.number().int() })

/** Takes what is being typed, every few seconds; answers when it was kept. No page: its status is the answer's own. */
export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Typed)
  if (!form.ok)
    return Response.json({ savedAt: null, message: "Phần nhập quá dài để tự lưu." }, { status: form.status })
  const { revision, ...fields } = form.value
  const registrationId = params.registrationId ?? ""
  const outcome = await attempt(() =>
    keepWorkingCopy(context.runtime, { registrationId, revision, fields, actor }),
  )
  return outcome.ok
    ? Response.json({ savedAt: formatInstant(outcome.value.savedAt), message: "" })
    : Response.json({ savedAt: null, message: outcome.message }, { status: outcome.status })
}
