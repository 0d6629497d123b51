import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getEntryProof } from "#workflows/screens/checkpoints-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { numberParam } from "../http/number-param.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** That one entry stands in the log under a signed checkpoint: the entry and the nodes that lead to the root. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const sequence = numberParam(params.sequence)
  const proof = await readFileToSend(() => getEntryProof(context.runtime, { sequence, actor }))
  const bytes = new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`)
  return fileResponse(request, {
    name: `nhat-ky-muc-${sequence}.json`,
    mimeType: "application/json",
    bytes,
    sha256: sha256(bytes),
  })
}
