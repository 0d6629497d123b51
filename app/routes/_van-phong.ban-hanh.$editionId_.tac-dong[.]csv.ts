import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { toEffectCsv } from "#workflows/screens/effect-csv.ts"
import { getEffectPage } from "#workflows/screens/effect-page.server.ts"
import { effectListOf } from "../http/effect-list.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The services behind one figure of an edition's effect, for a spreadsheet. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const editionId = params.editionId ?? ""
  const list = effectListOf(request)
  const page = await readFileToSend(() => getEffectPage(context.runtime, { editionId, list, actor }))
  const bytes = toEffectCsv(page, context.runtime.trainingMode)
  return fileResponse(request, {
    name: `tac-dong-${editionId}-${list}.csv`,
    mimeType: "text/csv",
    bytes,
    sha256: sha256(bytes),
  })
}
