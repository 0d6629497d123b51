import { findImportReports } from "#models/procedure/import-report.repository.server.ts"
import { findCurrentOutlines } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { type EvidenceFinder, evidenceFinder } from "./level-evidence.ts"
import { markedProcedure } from "./marked-procedure.ts"
import { withNationalMarks } from "./national-marks.server.ts"

/** Made anew after an import: only an import changes the register. */
let kept: { importId: string; find: EvidenceFinder } | null = null

/** What procedures like one are marked as by the nation: those of the register, and those of the table that ships with the office. */
export const officeEvidence = async (): Promise<EvidenceFinder> => {
  const [latest] = await findImportReports(1)
  const importId = latest?.id ?? ""
  if (kept?.importId !== importId || importId === "") {
    const outlines = await findCurrentOutlines()
    kept = { importId, find: evidenceFinder(withNationalMarks(outlines.map(markedProcedure))) }
  }
  return kept.find
}
