import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getUnitSheetFile } from "#workflows/unit-sheet/unit-sheet.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { XLSX } from "../http/media-types.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The unit's list, to be filled in offline. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { name, bytes } = await readFileToSend(() =>
    getUnitSheetFile(context.runtime, actor, context.runtime.trainingMode),
  )
  return fileResponse(request, { name, mimeType: XLSX, bytes, sha256: sha256(bytes) })
}
