import type { LoaderFunctionArgs } from "@remix-run/node"
import { getAttachment } from "#workflows/attachments/attachments.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A file laid beside a registration: always saved, never opened in the page's own origin. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { registrationId = "", attachmentId = "" } = params
  const { attachment, bytes } = await readFileToSend(() =>
    getAttachment(context.runtime, { registrationId, attachmentId, actor }),
  )
  const { name, mediaType: mimeType, sha256 } = attachment
  return fileResponse(request, { name, mimeType, bytes, sha256 })
}
