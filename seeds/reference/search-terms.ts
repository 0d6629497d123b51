/**
 * Abbreviations and everyday names people search by. What an abbreviation stands for is common usage in decisions and on
 * portals; an office adds and ends its own.
 */
import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import type { SearchTerm } from "#models/reference/search-term.ts"

const rows: Record<string, string>[] = parse(
  readFileSync(path.join(import.meta.dirname, "search-terms.csv")),
  { columns: true },
)

export const SEARCH_TERMS: SearchTerm[] = rows.map(
  ({ term = "", readings = "", valid_from = "", valid_to = "", source = "" }) => ({
    term,
    readings: readings.split("|").flatMap((one) => one.trim() || []),
    source,
    validFrom: valid_from,
    validTo: valid_to || null,
  }),
)
