import type { CorrectedColumn, Erratum } from "#models/campaign/erratum.ts"
import type { CatalogueEntry } from "./catalogue-edition.ts"

/** The words of a row that a column shows, each put right. */
const PUT_RIGHT: Record<
  CorrectedColumn,
  (entry: CatalogueEntry, right: (text: string) => string) => Partial<CatalogueEntry>
> = {
  name: ({ serviceName, caseName, procedure }, right) => ({
    serviceName: right(serviceName),
    ...(caseName === undefined ? {} : { caseName: right(caseName) }),
    procedure: { ...procedure, name: right(procedure.name) },
  }),
  unit: ({ unit }, right) => ({ unit: { ...unit, name: right(unit.name) } }),
  note: ({ note }, right) => ({ note: right(note) }),
  partialReason: ({ citation }, right) => ({ citation: right(citation) }),
}

/** A row as an erratum has it read in one column. Pure; the frozen row itself never changes. */
export const correctedEntry = (
  entry: CatalogueEntry,
  column: CorrectedColumn,
  { wrong, right }: { wrong: string; right: string },
): CatalogueEntry => ({ ...entry, ...PUT_RIGHT[column](entry, (text) => text.replaceAll(wrong, right)) })

/** Reads rows as errata have them read, in the order they were recorded. */
export const correctedBy = (errata: readonly Erratum[]): ((entry: CatalogueEntry) => CatalogueEntry) => {
  const corrections = new Map<string, { column: CorrectedColumn; wrong: string; right: string }[]>()
  for (const { rows = [], wrong, right } of errata)
    for (const { serviceId, column } of rows)
      if (wrong !== undefined && right !== undefined)
        corrections.set(serviceId, [...(corrections.get(serviceId) ?? []), { column, wrong, right }])
  return (entry) =>
    (corrections.get(entry.serviceId) ?? []).reduce(
      (read, { column, ...words }) => correctedEntry(read, column, words),
      entry,
    )
}
