import type { LoaderFunctionArgs } from "@remix-run/node"
import { toCsv } from "#models/shared/csv.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import { getReorganisationRows } from "#workflows/screens/reorganisation-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** Every row a reorganisation moves, before and after, for a spreadsheet. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.reorganisationId ?? ""
  const rows = await readFileToSend(() => getReorganisationRows(context.runtime, { id, actor }))
  const bytes = toCsv(withTrainingColumn(rows, context.runtime.trainingMode))
  return fileResponse(request, {
    name: "sap-xep-don-vi.csv",
    mimeType: "text/csv",
    bytes,
    sha256: sha256(bytes),
  })
}
