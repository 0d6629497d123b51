import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { Searchable } from "#workflows/search/word-index.ts"

/** What of a catalogue's row is searched. */
export const searchableRow = ({ entry }: Pick<CatalogueRow, "entry">): Searchable => ({
  names: [...new Set([entry.serviceName, entry.procedure.name])].map(withoutThuTuc),
  codes: [entry.procedure.code, entry.serviceCode],
  context: [entry.field.name, entry.agency.name, "thủ tục hành chính"],
})

/** Half of the names begin with these words, which tell nothing. */
const withoutThuTuc = (name: string): string => name.replace(/^\s*thủ tục\s+(?=\S)/iu, "")
