import type { LoaderFunctionArgs } from "@remix-run/node"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"

/** What an edition's address with its digest leads to never changes; without it, look again after five minutes. */
const FOR_GOOD = "public, max-age=31536000, immutable"
const FOR_NOW = "public, max-age=300"

/** A file of an issued edition, for anyone. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const editionId = params.editionId ?? ""
  const file = await readFileToSend(() => getEditionDownload(editionId, params["*"] ?? "", context.runtime))
  const version = new URL(request.url).searchParams.get("v")
  const name = file.name.split("/").at(-1) ?? file.name
  return fileResponse(request, file, {
    cacheControl: version && !file.isOfToday && file.editionDigest.startsWith(version) ? FOR_GOOD : FOR_NOW,
    saveAs: `danh-muc-${editionId}-${name}`,
  })
}
