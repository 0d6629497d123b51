import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import {
  getReturnOverview,
  ReturnListQuery,
  toReturnsCsv,
} from "#workflows/screens/unit-returns-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { listQuery } from "../http/list-query.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** How every unit's return stands, for a spreadsheet. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const campaignId = params.campaignId ?? ""
  const list = listQuery(request, ReturnListQuery).loc ?? null
  const overview = await readFileToSend(() => getReturnOverview(context.runtime, { campaignId, list, actor }))
  const bytes = toReturnsCsv(overview, context.runtime.trainingMode)
  return fileResponse(request, {
    name: `phieu-dang-ky-${campaignId}.csv`,
    mimeType: "text/csv",
    bytes,
    sha256: sha256(bytes),
  })
}
