import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getCheckpointFile } from "#workflows/screens/checkpoints-page.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { numberParam } from "../http/number-param.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A signed checkpoint of the log, to be kept elsewhere. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const entries = numberParam(params.entries)
  const { name, text } = await readFileToSend(() => getCheckpointFile(context.runtime, { entries, actor }))
  const bytes = new TextEncoder().encode(text)
  return fileResponse(request, { name, mimeType: "text/plain", bytes, sha256: sha256(bytes) })
}
