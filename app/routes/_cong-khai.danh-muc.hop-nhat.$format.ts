import type { LoaderFunctionArgs } from "@remix-run/node"
import { getConsolidatedFile } from "#workflows/public-catalogue/consolidated-file.server.ts"
import { askedDay } from "../http/asked-day.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"

const FORMATS = ["csv", "xlsx"] as const

/** No page stands around a file. */
const refusal = (message: string, status: number): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  })

/** The catalogue in force on the day that `ngay` names as one file, for anyone; a word that is no day is refused, not read as today. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const { text, day } = askedDay(request, context)
  const format = FORMATS.find((one) => one === params.format)
  if (!format) throw refusal("Danh mục hợp nhất có hai dạng tệp: csv, xlsx.", 404)
  if (text !== "" && day === null)
    throw refusal(`“${text}” không phải là một ngày. Gõ ngày/tháng/năm, ví dụ 15/05/2023.`, 400)
  const file = await readFileToSend(() => getConsolidatedFile(context.runtime, { day, format }))
  return fileResponse(request, file, { cacheControl: "public, max-age=300", saveAs: `danh-muc-${file.name}` })
}
