import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { IMPORTING, UNDOING } from "#models/long-act/register-turn.server.ts"
import { findImportUndos } from "#models/procedure/import-moves.repository.server.ts"
import { findImportReports, getImportReport } from "#models/procedure/import-report.repository.server.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { actInWords } from "#workflows/long-act/pieces.server.ts"
import type { ImportDependencies } from "./import-dependencies.ts"

const REGISTER = { kind: "register", id: "procedures" } as const

/** What the import screen shows: the newest imports with the name of who ran them, and one report in full when asked. */
export type ImportPage = {
  imports: (Omit<ImportReport, "refused" | "leftOut" | "warnings"> & {
    byName: string
    refusedCount: number
    warningCount: number
    undone: UndoneBy | null
  })[]
  /** The first rows of each kind; the counts say how many there are. */
  report:
    | (ImportReport & {
        refusedCount: number
        leftOutCount: number
        warningCount: number
        undone: UndoneBy | null
      })
    | null
  /** Somebody's work on the register that goes on now, in words; nothing is taken in until it is through. */
  underWay: string | null
}

type UndoneBy = { byName: string; at: Date; reason: string }

/** Rows of a report a screen is given. */
const SHOWN_ROWS = 200

/** @throws ForbiddenError (with its audit line), NotFoundError for a report that does not exist */
export const getImportPage = async (
  d: ImportDependencies,
  input: { reportId: string | null; actor: Actor },
): Promise<ImportPage> => {
  await authorise(d, input.actor, "register.import", REGISTER)
  const reports = await findImportReports(20)
  const names = new Map(
    (await findUsers(reports.map(({ by }) => by))).map((user) => [user.id, user.fullName]),
  )
  const report = input.reportId ? await getImportReport(input.reportId) : null
  const undos = await findImportUndos([...reports.map(({ id }) => id), ...(report ? [report.id] : [])])
  const undoneBy = (id: string): UndoneBy | null => {
    const undo = undos.get(id)
    return undo ? { byName: undo.byName, at: undo.at, reason: undo.reason } : null
  }
  const [act] = (await findLongActs()).filter(({ kind }) => kind === IMPORTING || kind === UNDOING)
  return {
    underWay: act ? actInWords(act) : null,
    imports: reports.map(({ refused, leftOut: _leftOut, warnings, ...report }) => ({
      ...report,
      byName: names.get(report.by) ?? report.by,
      refusedCount: refused.length,
      warningCount: warnings.length,
      undone: undoneBy(report.id),
    })),
    report: report && {
      ...report,
      refused: report.refused.slice(0, SHOWN_ROWS),
      warnings: report.warnings.slice(0, SHOWN_ROWS),
      leftOut: report.leftOut.slice(0, SHOWN_ROWS),
      refusedCount: report.refused.length,
      leftOutCount: report.leftOut.length,
      warningCount: report.warnings.length,
      undone: undoneBy(report.id),
    },
  }
}
