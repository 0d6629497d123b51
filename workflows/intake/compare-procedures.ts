import { isDeepStrictEqual } from "node:util"
import type { Procedure } from "#models/procedure/procedure.ts"
import { PROCEDURE_PARTS } from "./procedure-parts.ts"

/** One part that differs, as lines of text on either side. */
export type PartDifference = { name: string; bearsOnLevel: boolean; before: string[]; now: string[] }

/** The parts in which two contents of a procedure differ, in the order of the record; empty when nothing does. Pure. */
export const compareProcedures = (before: Procedure, now: Procedure): PartDifference[] =>
  PROCEDURE_PARTS.map(({ name, bearsOnLevel, lines }) => ({
    name,
    bearsOnLevel,
    before: lines(before),
    now: lines(now),
  })).filter((part) => !isDeepStrictEqual(part.before, part.now))
