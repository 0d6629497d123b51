import type { LoaderFunctionArgs } from "@remix-run/node"
import { RECALL_OUTCOMES } from "#models/campaign/recall-outcome.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { toActEffectCsv } from "#workflows/screens/act-effect-csv.ts"
import { getRecallLists } from "#workflows/screens/recall-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The services a recall would touch, for a spreadsheet. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const editionId = params.editionId ?? ""
  const asked = new URL(request.url).searchParams.get("sau")
  const follows = RECALL_OUTCOMES.find((one) => one === asked) ?? null
  const effect = await readFileToSend(() => getRecallLists(context.runtime, { editionId, actor, follows }))
  const bytes = toActEffectCsv(effect, context.runtime.trainingMode)
  return fileResponse(request, {
    name: `thu-hoi-${editionId}.csv`,
    mimeType: "text/csv",
    bytes,
    sha256: sha256(bytes),
  })
}
