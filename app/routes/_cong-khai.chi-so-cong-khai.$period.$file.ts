import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { getOpenFigureFile } from "#workflows/screens/public-figures.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"

const MIME_TYPES: Record<string, string> = { csv: "text/csv", json: "application/json", md: "text/markdown" }

/** One of the open files of a quarter's figures, for anyone. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const { period = "", file = "" } = params
  const isTraining = context.runtime.trainingMode
  const bytes = await readFileToSend(() =>
    getOpenFigureFile(context.runtime, { periodId: period, file, isTraining }),
  )
  const mimeType = MIME_TYPES[file.split(".").at(-1) ?? ""] ?? "application/octet-stream"
  return fileResponse(
    request,
    { name: file, mimeType, bytes, sha256: sha256(bytes) },
    { cacheControl: "public, max-age=300", saveAs: file },
  )
}
