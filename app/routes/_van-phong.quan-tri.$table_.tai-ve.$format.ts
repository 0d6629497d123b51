import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { getTableFile } from "#workflows/administration/table-files.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { XLSX } from "../http/media-types.ts"
import { requireActor } from "../http/require-actor.server.ts"

const FORMATS = ["csv", "xlsx"] as const

/** A table of office data as a file, to be changed and sent back. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { name, bytes, format } = await readFileToSend(async () => {
    const format = FORMATS.find((one) => one === params.format)
    if (!format) throw new NotFoundError("Bảng chỉ tải được dưới dạng .xlsx hoặc .csv.")
    const asked = {
      table: params.table ?? "",
      format,
      isTraining: context.runtime.trainingMode,
      actor,
    }
    return { format, ...(await getTableFile(context.runtime, asked)) }
  })
  return fileResponse(request, {
    name,
    mimeType: format === "csv" ? "text/csv" : XLSX,
    bytes,
    sha256: sha256(bytes),
  })
}
