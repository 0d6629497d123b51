import type { LoaderFunctionArgs } from "@remix-run/node"
import { renderToStaticMarkup } from "react-dom/server"
import { z } from "zod"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { getIndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { toPng } from "../components/charts/chart-png.server.ts"
import { drawTrend, trendTable, unitsTable } from "../components/measures/trend-picture.tsx"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { listQuery, textUpTo } from "../http/list-query.ts"
import { requireActor } from "../http/require-actor.server.ts"

const MIME_TYPES = { csv: "text/csv", svg: "image/svg+xml", png: "image/png" }
type Ending = keyof typeof MIME_TYPES

const Query = z.object({ period: textUpTo(10), unit: textUpTo(100) })

/** The trend of an indicator as a picture or its numbers, or the units beside one another, as a file. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { indicatorId = "", file = "" } = params
  const isTraining = context.runtime.trainingMode
  const { bytes, ending } = await readFileToSend(async () => {
    const [, name = "", ending = ""] = /^(xu-huong|don-vi)\.(csv|svg|png)$/u.exec(file) ?? []
    if (name === "" || (name === "don-vi" && ending !== "csv"))
      throw new NotFoundError(`Chỉ số không có tệp «${file}».`)
    const query = { ...listQuery(request, Query), count: "", page: 1, frozen: 0 }
    const page = await getIndicatorPage(context.runtime, { actor, indicatorId, query })
    const table = name === "don-vi" ? unitsTable(page) : trendTable(page)
    if (ending === "csv") return { ending: ending as Ending, bytes: toChartCsv(table, isTraining) }
    const svg = renderToStaticMarkup(drawTrend(page, { size: "wide", isTraining }))
    return {
      ending: ending as Ending,
      bytes: ending === "svg" ? new TextEncoder().encode(svg) : await toPng(svg),
    }
  })
  return fileResponse(
    request,
    { name: file, mimeType: MIME_TYPES[ending], bytes, sha256: sha256(bytes) },
    { saveAs: `chi-so-${indicatorId}-${file}` },
  )
}
