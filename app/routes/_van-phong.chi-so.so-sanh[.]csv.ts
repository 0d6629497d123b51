import type { LoaderFunctionArgs } from "@remix-run/node"
import { z } from "zod"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { getFormulaComparison } from "#workflows/screens/formula-comparison.server.ts"
import { comparisonTable } from "../components/measures/comparison-words.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { listQuery, textUpTo } from "../http/list-query.ts"
import { requireActor } from "../http/require-actor.server.ts"

const Query = z.object({ a: textUpTo(200), b: textUpTo(200), period: textUpTo(10), unit: textUpTo(100) })

/** Every record one of two formulas counts otherwise than the other, as a file. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const bytes = await readFileToSend(async () => {
    const query = listQuery(request, Query)
    const { compared, period } = await getFormulaComparison(context.runtime, { actor, query })
    if (!compared) throw new NotFoundError("Chọn hai công thức ở trang «So hai công thức» rồi tải lại.")
    return toChartCsv(comparisonTable(compared, period.label), context.runtime.trainingMode)
  })
  return fileResponse(
    request,
    { name: "so-hai-cong-thuc.csv", mimeType: "text/csv", bytes, sha256: sha256(bytes) },
    { saveAs: "so-hai-cong-thuc.csv" },
  )
}
