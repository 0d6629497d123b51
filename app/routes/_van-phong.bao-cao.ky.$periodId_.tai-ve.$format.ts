import type { LoaderFunctionArgs } from "@remix-run/node"
import { consolidatedFile } from "#workflows/reporting-period/report-files.server.ts"
import { fileResponse } from "../http/file-response.ts"
import { reportToSend } from "../http/report-file.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** The province's report of a period; `ban`: an earlier revision. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const asked = Number(new URL(request.url).searchParams.get("ban"))
  const revision = Number.isInteger(asked) && asked > 0 ? asked : null
  const file = await reportToSend(params.format, (format) =>
    consolidatedFile(context.runtime, { periodId: params.periodId ?? "", revision, format, actor }),
  )
  return fileResponse(request, file, {
    isInline: params.format === "pdf",
  })
}
