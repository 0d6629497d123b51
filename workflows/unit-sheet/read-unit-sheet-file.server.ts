import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import { readXlsx } from "#workflows/uploads/read-xlsx.server.ts"
import { readUnitSheet } from "./read-unit-sheet.ts"

/** Rows of a filled-in list. @throws InvalidInputError for a file that cannot be read */
export const readUnitSheetFile = async (
  bytes: Uint8Array,
  regime: LegalRegime,
  limits: ImportLimits,
): Promise<ReturnType<typeof readUnitSheet>> => {
  const { cells } = await readXlsx(bytes, limits)
  return readUnitSheet(cells, regime)
}
