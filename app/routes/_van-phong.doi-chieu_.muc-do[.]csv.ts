import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { getLevelAgreement } from "#workflows/screens/level-agreement.server.ts"
import { differencesTable } from "../components/measures/level-differences.tsx"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** Every difference between the catalogue in force and one list, as a file. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const asked = new URL(request.url).searchParams.get("loai")
  const bytes = await readFileToSend(async () => {
    const { compared } = await getLevelAgreement(context.runtime, { actor })
    const one = compared.find(({ kind }) => kind === asked)
    if (!one) throw new NotFoundError("Không có loại danh sách này. Mở lại trang đối chiếu mức độ.")
    return toChartCsv(differencesTable(one), context.runtime.trainingMode)
  })
  const name = "doi-chieu-muc-do.csv"
  return fileResponse(
    request,
    { name, mimeType: "text/csv", bytes, sha256: sha256(bytes) },
    { cacheControl: "private, no-cache", saveAs: name },
  )
}
