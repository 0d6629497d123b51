import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { takeOwnFile } from "#workflows/screens/personal-file.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** Everything kept of oneself, as a file a program can read. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const file = await readFileToSend(() => takeOwnFile(context.runtime, actor))
  const training = context.runtime.trainingMode ? { training: true } : {}
  const bytes = new TextEncoder().encode(`${JSON.stringify({ ...training, ...file }, null, 2)}\n`)
  return fileResponse(request, {
    name: "du-lieu-cua-toi.json",
    mimeType: "application/json",
    bytes,
    sha256: sha256(bytes),
  })
}
