import type { ClientSession } from "mongoose"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findImportMoves, findImportUndos } from "#models/procedure/import-moves.repository.server.ts"
import type { ImportMove } from "#models/procedure/import-moves.ts"
import { findImportsAfter } from "#models/procedure/import-report.repository.server.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import { findCurrentHashes } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { findResolvedOf } from "#models/register-change/register-change.repository.server.ts"
import { countRestingOn } from "#models/registration/registration.repository.server.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"

/** Something that was made from what an import brought: its undoing would take away the ground. */
export type Resting = { what: string; todo: string }

/** What rests on an import, each with what to do first; nothing: it may be undone. */
export const whatRestsOn = async (
  report: Pick<ImportReport, "id" | "at">,
  moves: readonly ImportMove[],
  session?: ClientSession,
): Promise<Resting[]> => {
  const codes = new Set(moves.map(({ code }) => code))
  const found: Resting[] = []
  for (const later of await laterOn(report, moves, session))
    found.push({
      what: `lần nhập sau «${later.fileName}» lúc ${formatInstant(later.at)} dựa trên nội dung này`,
      todo: "Hoàn tác lần nhập sau trước.",
    })
  const stopped = new Set(
    (await findCampaigns(session)).filter(({ workflow }) => workflow.value === "stopped").map(({ id }) => id),
  )
  const resting = await countRestingOn(moves, session)
  for (const { campaignId, count, announced } of resting.filter((one) => !stopped.has(one.campaignId)))
    found.push({
      what: `${formatNumber(count)} phiếu đăng ký của đợt ${campaignId} dựa trên nội dung này${announced > 0 ? `, trong đó ${formatNumber(announced)} đã công bố theo quyết định` : ""}`,
      todo:
        announced > 0
          ? "Danh mục đã công bố giữ nguyên; nhập lại danh sách đúng, hoặc điều chỉnh danh mục."
          : "Rút các phiếu ấy, hoặc dừng đợt, rồi hoàn tác.",
    })
  const resolved = await findResolvedOf(report.id, session)
  if (resolved > 0)
    found.push({
      what: `${formatNumber(resolved)} thay đổi do lần nhập này mang tới đã có người xử lý`,
      todo: "Kết quả xử lý đã ghi; nhập lại danh sách đúng thay vì hoàn tác.",
    })
  const repealed = (await findRepeals({}, session ?? null)).filter(
    ({ code, at }) => codes.has(code) && at > report.at,
  )
  if (repealed.length > 0)
    found.push({
      what: `${formatNumber(repealed.length)} thủ tục đã được ghi nhận bãi bỏ sau lần nhập (${repealed
        .slice(0, 5)
        .map(({ code }) => code)
        .join(", ")})`,
      todo: "Việc bãi bỏ giữ nguyên; nhập lại danh sách đúng thay vì hoàn tác.",
    })
  return found
}

/**
 * Imports, not undone, that laid other content over what this one brought. Two may bear the same hour, for training time stands
 * still: then it is the content in force that tells which came last.
 */
async function laterOn(
  report: Pick<ImportReport, "id" | "at">,
  moves: readonly ImportMove[],
  session?: ClientSession,
): Promise<ImportReport[]> {
  const brought = new Map(moves.map(({ code, after }) => [code, after]))
  const inForce = await findCurrentHashes([...brought.keys()], session)
  const isMoved = moves.some(({ code, after }) => inForce.get(code) !== after)
  const later = (await findImportsAfter(report, session)).filter(({ added, changed }) => added + changed > 0)
  const undone = await findImportUndos(
    later.map(({ id }) => id),
    session,
  )
  const found: ImportReport[] = []
  for (const one of later) {
    if (undone.has(one.id) || (one.at.getTime() === report.at.getTime() && !isMoved)) continue
    const theirs = await findImportMoves(one.id, session)
    if (theirs.some(({ code, before }) => before !== null && brought.get(code) === before)) found.push(one)
  }
  return found
}
