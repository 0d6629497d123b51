import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getReturnPart } from "#workflows/screens/unit-return-page.server.ts"
import { drawReturnFile } from "#workflows/unit-return/return-file.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The covering letter of a unit's return with its list, as PDF or Word, or its receipt. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { campaignId = "", agencyId = "", sequence = "", file = "" } = params
  const { name, mimeType, bytes } = await readFileToSend(async () =>
    drawReturnFile(
      await getReturnPart(context.runtime, { campaignId, agencyId, sequence: Number(sequence), actor }),
      file,
    ),
  )
  return fileResponse(request, { name, mimeType, bytes, sha256: sha256(bytes) })
}
