import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { drawDraft } from "#workflows/screens/draft-document.server.ts"
import { draftQuery } from "../http/draft-query.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { DOCX } from "../http/media-types.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A document after a template, as PDF or for Word. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const format = params.format === "docx" ? "docx" : "pdf"
  const { templateId = "", signatoryId, values } = draftQuery(request)
  const bytes = await readFileToSend(() =>
    drawDraft(context.runtime, {
      editionId: params.editionId ?? "",
      actor,
      templateId,
      signatoryId,
      values,
      format,
    }),
  )
  return fileResponse(
    request,
    {
      name: `${templateId}.${format}`,
      mimeType: format === "docx" ? DOCX : "application/pdf",
      bytes,
      sha256: sha256(bytes),
    },
    { isInline: format === "pdf" },
  )
}
