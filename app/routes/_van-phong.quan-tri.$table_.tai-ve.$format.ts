import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getTableFile } from "#workflows/administration/table-files.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { XLSX } from "../http/media-types.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A table of office data as a file, to be changed and sent back. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const format = params.format === "csv" ? "csv" : "xlsx"
  const { name, bytes } = await readFileToSend(() =>
    getTableFile(context.runtime, { table: params.table ?? "", format, actor }),
  )
  return fileResponse(
    request,
    { name, mimeType: format === "csv" ? "text/csv" : XLSX, bytes, sha256: sha256(bytes) },
    { cacheControl: "private, no-cache" },
  )
}
