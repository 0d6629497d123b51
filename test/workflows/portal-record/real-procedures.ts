import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import type { Procedure } from "#models/procedure/procedure.ts"
import { NationalRecord } from "#workflows/register/national-record.ts"
import { procedureFromNational } from "#workflows/register/procedure-from-national.ts"
import { isAtHand, REAL_PROCEDURES } from "./shapes.ts"

/**
 * The procedures of the national portal that can be read, one per code. None where the list is not at hand.
 * @param otherwise said aloud in that case: what was not checked
 */
export const realProcedures = (otherwise: string): Procedure[] => {
  if (!isAtHand(REAL_PROCEDURES, otherwise)) return []
  const lines = gunzipSync(readFileSync(REAL_PROCEDURES)).toString("utf8").split("\n").filter(Boolean)
  const read = lines.flatMap((line) => {
    try {
      return [procedureFromNational(NationalRecord.parse(JSON.parse(line))).procedure]
    } catch {
      return []
    }
  })
  return [...new Map(read.map((procedure) => [procedure.code, procedure])).values()]
}
