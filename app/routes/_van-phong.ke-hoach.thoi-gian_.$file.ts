import type { LoaderFunctionArgs } from "@remix-run/node"
import { renderToStaticMarkup } from "react-dom/server"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { getPlanTimeline, type PlanTimeline, timelineTable } from "#workflows/screens/plan-timeline.server.ts"
import { toPng } from "../components/charts/chart-png.server.ts"
import { drawTimeline } from "../components/charts/plan-timeline-picture.tsx"
import { timelineQueryOf } from "../components/plans/timeline-query.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

const MIME_TYPES = { csv: "text/csv", svg: "image/svg+xml", png: "image/png" }

/** The plan over time, or the numbers behind it, as a file. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = timelineQueryOf(request)
  const isTraining = context.runtime.trainingMode
  const { file = "" } = params
  const { bytes, ending } = await readFileToSend(async () => {
    const [, ending] = /^thoi-gian\.(csv|svg|png)$/u.exec(file) ?? []
    if (!ending) throw new NotFoundError(`Kế hoạch theo thời gian không có tệp «${file}».`)
    const timeline = await getPlanTimeline(context.runtime, { actor, query })
    return { ending, bytes: await bytesOf(timeline, ending, isTraining) }
  })
  return fileResponse(
    request,
    { name: file, mimeType: MIME_TYPES[ending as keyof typeof MIME_TYPES], bytes, sha256: sha256(bytes) },
    { saveAs: `ke-hoach-${file}` },
  )
}

async function bytesOf(timeline: PlanTimeline, ending: string, isTraining: boolean): Promise<Uint8Array> {
  if (ending === "csv") return toChartCsv(timelineTable(timeline), isTraining)
  const svg = renderToStaticMarkup(drawTimeline(timeline, { size: "wide", isTraining }))
  return ending === "svg" ? new TextEncoder().encode(svg) : toPng(svg)
}
