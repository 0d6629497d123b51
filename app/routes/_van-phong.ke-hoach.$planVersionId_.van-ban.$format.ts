import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { drawPlan, issuedPlanFile } from "#workflows/plan/issue-plan.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { DOCX } from "../http/media-types.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A plan as a document: the issued PDF as it was kept, a draft to read, or a twin for Word. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.planVersionId ?? ""
  const format = params.format === "docx" ? "docx" : "pdf"
  const bytes = await readFileToSend(async () => {
    if (params.format !== format) throw new NotFoundError("Kế hoạch chỉ tải được dưới dạng .pdf hoặc .docx.")
    const kept = format === "pdf" ? await issuedPlanFile(context.runtime, { id, actor }) : null
    return kept ?? drawPlan(context.runtime, { id, format, actor })
  })
  return fileResponse(
    request,
    {
      name: `ke-hoach-${id}.${format}`,
      mimeType: format === "docx" ? DOCX : "application/pdf",
      bytes,
      sha256: sha256(bytes),
    },
    { isInline: format === "pdf" },
  )
}
