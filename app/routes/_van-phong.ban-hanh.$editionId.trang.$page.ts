import type { LoaderFunctionArgs } from "@remix-run/node"
import { getEditionPageImage } from "#workflows/screens/edition-document.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { numberParam } from "../http/number-param.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A page of the decision as a picture, for screens that show no PDF; never kept by anything on the way. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const page = numberParam(params.page)
  const { bytes, sha256 } = await readFileToSend(() =>
    getEditionPageImage(context.runtime, { editionId: params.editionId ?? "", actor, page }),
  )
  return fileResponse(
    request,
    { name: `trang-${page}.png`, mimeType: "image/png", bytes, sha256 },
    { isInline: true },
  )
}
