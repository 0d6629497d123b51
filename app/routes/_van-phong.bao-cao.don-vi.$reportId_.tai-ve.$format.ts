import type { LoaderFunctionArgs } from "@remix-run/node"
import { unitReportFile } from "#workflows/reporting-period/report-files.server.ts"
import { fileResponse } from "../http/file-response.ts"
import { reportToSend } from "../http/report-file.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** A unit's report as a file. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const file = await reportToSend(params.format, (format) =>
    unitReportFile(context.runtime, { reportId: params.reportId ?? "", format, actor }),
  )
  return fileResponse(request, file, {
    isInline: params.format === "pdf",
  })
}
