import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { toBarrierCsv } from "#workflows/screens/barrier-csv.ts"
import { getBlockedServices } from "#workflows/screens/barrier-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { barrierQueryOf } from "./_van-phong.dot-ra-soat.$campaignId_.rao-can/barrier-query.ts"

/** The services that are not toàn trình and their barriers, for a spreadsheet. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { agency, kind } = barrierQueryOf(request)
  const campaignId = params.campaignId ?? ""
  const rows = await readFileToSend(() =>
    getBlockedServices(context.runtime, { campaignId, agency, kind, actor }),
  )
  const bytes = toBarrierCsv(rows, context.runtime.trainingMode)
  return fileResponse(request, {
    name: `rao-can-${campaignId}.csv`,
    mimeType: "text/csv",
    bytes,
    sha256: sha256(bytes),
  })
}
