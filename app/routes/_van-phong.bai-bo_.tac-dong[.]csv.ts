import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { toActEffectCsv } from "#workflows/screens/act-effect-csv.ts"
import { getRepealLists } from "#workflows/screens/repeal-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The services a repeal would end, for a spreadsheet. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const code = (new URL(request.url).searchParams.get("ma") ?? "").trim().slice(0, 50)
  const effect = await readFileToSend(() => getRepealLists(context.runtime, { code, actor }))
  const bytes = toActEffectCsv(effect, context.runtime.trainingMode)
  return fileResponse(request, {
    name: "bai-bo-tac-dong.csv",
    mimeType: "text/csv",
    bytes,
    sha256: sha256(bytes),
  })
}
