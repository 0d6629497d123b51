import type { LoaderFunctionArgs } from "@remix-run/node"
import { getEvidenceFile } from "#workflows/screens/plan-evidence.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A file laid beside a task of a plan: always saved, never opened in the page's own origin. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { taskId = "", fileId = "" } = params
  const { attachment, bytes } = await readFileToSend(() =>
    getEvidenceFile(context.runtime, { taskId, fileId, actor }),
  )
  const { name, mediaType: mimeType, sha256 } = attachment
  return fileResponse(request, { name, mimeType, bytes, sha256 })
}
