import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getReviewSlip } from "#workflows/screens/review-slip.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The review slip of a registration, shown in the browser. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const registrationId = params.registrationId ?? ""
  const { name, bytes } = await readFileToSend(() =>
    getReviewSlip(context.runtime, { registrationId, actor }),
  )
  return fileResponse(
    request,
    { name, mimeType: "application/pdf", bytes, sha256: sha256(bytes) },
    { isInline: true },
  )
}
