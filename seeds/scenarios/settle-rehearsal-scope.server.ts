import { dayOf } from "#models/shared/dates.ts"
import { inPieces } from "#workflows/long-act/pieces.server.ts"
import { readScopes } from "#workflows/scope/read-scopes.server.ts"
import { MOST_ANSWERS, settleScope } from "#workflows/scope/settle-scope.server.ts"
import type { OfficeStaff } from "./office-staff.ts"

/** How the scope of the procedures of a rehearsal was settled; numbers of procedures. */
export type RehearsedScope = {
  /** The province's by rule. */
  ours: number
  /** Of branches of central bodies by rule, kept apart. */
  centralBranch: number
  /** In doubt: nobody is there to know, so the rehearsal's reviewer leaves them out and says so. */
  answeredNotOurs: number
}

/** A rehearsal knows no more than the rules: what they are in doubt about is answered «not ours», never taken in on a guess. */
export const settleRehearsalScope = async (
  d: Parameters<typeof settleScope>[0],
  staff: OfficeStaff,
): Promise<RehearsedScope> => {
  const scopes = [...(await readScopes(dayOf(d.clock.now()))).values()]
  const doubted = scopes.filter(({ standing }) => standing === "TO_BE_SETTLED").map(({ home }) => home.code)
  for (const codes of inPieces(doubted, MOST_ANSWERS))
    await settleScope(d, {
      codes,
      typed: codes.length,
      answer: "NOT_OURS",
      reason: "Diễn tập: quy tắc không xác định được và không có người biết rõ, nên để ngoài danh mục.",
      actor: staff.reviewer,
    })
  return {
    ours: scopes.filter(({ standing }) => standing === "OURS").length,
    centralBranch: scopes.filter(({ ruling }) => ruling.scope === "CENTRAL_BRANCH").length,
    answeredNotOurs: doubted.length,
  }
}
