import type { LoaderFunctionArgs } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { getLevelAgreement } from "#workflows/screens/level-agreement.server.ts"
import { differencesTable } from "../components/measures/level-differences.tsx"
import { rowsLeftTable } from "../components/measures/rows-of-list.tsx"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** Every difference between the catalogue in force and one list, or the rows of the list that stand for no procedure yet, as a file. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { searchParams } = new URL(request.url)
  const [asked, part] = [searchParams.get("loai"), searchParams.get("phan")]
  const bytes = await readFileToSend(async () => {
    const { compared } = await getLevelAgreement(context.runtime, { actor })
    const one = compared.find(({ kind }) => kind === asked)
    if (!one) throw new NotFoundError("Không có loại danh sách này. Mở lại trang đối chiếu mức độ.")
    if (part !== null && part !== "chua-ghep")
      throw new NotFoundError("Không có phần này. Mở lại trang đối chiếu mức độ.")
    const table = part ? rowsLeftTable(one.label, one.agreement?.listRows) : differencesTable(one)
    return toChartCsv(table, context.runtime.trainingMode)
  })
  const name = "doi-chieu-muc-do.csv"
  return fileResponse(request, { name, mimeType: "text/csv", bytes, sha256: sha256(bytes) }, { saveAs: name })
}
