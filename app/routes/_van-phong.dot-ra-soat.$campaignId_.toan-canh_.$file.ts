import type { LoaderFunctionArgs } from "@remix-run/node"
import { renderToStaticMarkup } from "react-dom/server"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { forecastTable } from "#workflows/screens/cockpit-forecasts.ts"
import { type Cockpit, getCockpit } from "#workflows/screens/cockpit-page.server.ts"
import { toPng } from "../components/charts/chart-png.server.ts"
import { drawPicture, PICTURES } from "../components/charts/cockpit-pictures.tsx"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { cockpitQueryOf } from "./_van-phong.dot-ra-soat.$campaignId_.toan-canh/cockpit-query.ts"

const MIME_TYPES = { csv: "text/csv", svg: "image/svg+xml", png: "image/png" }
type Ending = keyof typeof MIME_TYPES

/** A picture of the overview, or the numbers behind it, as a file. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = cockpitQueryOf(request)
  const { campaignId = "", file = "" } = params
  const isTraining = context.runtime.trainingMode
  const { bytes, ending } = await readFileToSend(async () => {
    const { name, ending } = readName(file)
    const cockpit = await getCockpit(context.runtime, { campaignId, query, actor })
    return { ending, bytes: await bytesOf(cockpit, { name, ending, isTraining }) }
  })
  return fileResponse(
    request,
    { name: file, mimeType: MIME_TYPES[ending], bytes, sha256: sha256(bytes) },
    { saveAs: `toan-canh-${campaignId}-${file}` },
  )
}

function readName(file: string): { name: string; ending: Ending } {
  const [, name = "", ending = ""] = /^([a-z-]+)\.(csv|svg|png)$/u.exec(file) ?? []
  const isKnown = PICTURES.some((picture) => picture.name === name) || (name === "du-bao" && ending === "csv")
  if (!isKnown) throw new NotFoundError(`Toàn cảnh đợt rà soát không có tệp «${file}».`)
  return { name, ending: ending as Ending }
}

async function bytesOf(
  cockpit: Cockpit,
  { name, ending, isTraining }: { name: string; ending: Ending; isTraining: boolean },
): Promise<Uint8Array> {
  const picture = PICTURES.find((one) => one.name === name)
  if (!picture) return toChartCsv(forecastTable(cockpit), isTraining)
  if (ending === "csv") return toChartCsv(picture.table(cockpit), isTraining)
  const svg = renderToStaticMarkup(drawPicture(picture, cockpit, { size: "wide", isTraining }))
  return ending === "svg" ? new TextEncoder().encode(svg) : toPng(svg)
}
