import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { importTemplate } from "#workflows/register/import-template.server.ts"
import { fileResponse } from "../http/file-response.ts"
import { XLSX } from "../http/media-types.ts"
import { requirePermission } from "../http/require-actor.server.ts"

/** The template of a list of procedures. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "register.import")
  const bytes = await importTemplate(context.runtime.trainingMode)
  return fileResponse(request, {
    name: "mau-danh-sach-thu-tuc.xlsx",
    mimeType: XLSX,
    bytes,
    sha256: sha256(bytes),
  })
}
