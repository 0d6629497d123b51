import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import { getImportReport } from "#models/procedure/import-report.repository.server.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import { findCurrentNames } from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { ImportDependencies } from "./import-dependencies.ts"
import { movesToUndo } from "./undo-import.server.ts"
import { type Resting, whatRestsOn } from "./what-rests.server.ts"

/** What undoing an import would change. */
export type UndoPreview = {
  report: Pick<ImportReport, "id" | "fileName" | "vanished"> & { at: Date }
  /** Procedures in all, of each kind the first, and how many services leave the register. */
  procedures: number
  removed: { count: number; rows: UndoneRow[] }
  restored: { count: number; rows: UndoneRow[] }
  services: number
  /** What stands in the way. */
  resting: Resting[]
}
type UndoneRow = { code: string; name: string }

/** Rows of a kind a screen is given; the counts say how many there are. */
const SHOWN = 100

/** @throws ForbiddenError (with its audit line), NotFoundError, RuleBrokenError where there is nothing to undo */
export const getUndoPreview = async (
  d: ImportDependencies,
  { importId, actor }: { importId: string; actor: Actor },
): Promise<UndoPreview> => {
  await authorise(d, actor, "register.import", { kind: "import", id: importId })
  const report = await getImportReport(importId)
  const moves = await movesToUndo(report)
  const added = moves.filter(({ before }) => before === null).map(({ code }) => code)
  const changed = moves.filter(({ before }) => before !== null).map(({ code }) => code)
  const services = (await findServicesOf(added)).filter(({ active }) => active)
  const { id, fileName, vanished, at } = report
  return {
    report: { id, fileName, vanished, at },
    procedures: moves.length,
    removed: { count: added.length, rows: await findCurrentNames(added.slice(0, SHOWN)) },
    restored: { count: changed.length, rows: await findCurrentNames(changed.slice(0, SHOWN)) },
    services: services.length,
    resting: await whatRestsOn(report, moves),
  }
}
