import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getStagedRows } from "#workflows/register/stage-import.server.ts"
import { stagedCsv } from "#workflows/register/staged-csv.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requirePermission } from "../http/require-actor.server.ts"

/** The rows of a preview as a file. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "register.import")
  const stagedId = params.stagedId ?? ""
  const bytes = stagedCsv(
    await readFileToSend(() => getStagedRows(context.runtime, { stagedId, actor })),
    context.runtime.trainingMode,
  )
  return fileResponse(request, { name: "xem-truoc.csv", mimeType: "text/csv", bytes, sha256: sha256(bytes) })
}
