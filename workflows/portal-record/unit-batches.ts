import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"

/** A part of a service's rows, one a unit: which, of how many. */
export type UnitBatch = { number: number; of: number }

const BATCH = /#lo-\d+$/u

/** `1.000894.01@nhom-ubnd-cap-xa#lo-2`: the record of the second batch of a service's rows. */
export const batchIdOf = (serviceId: string, number: number): string => `${serviceId}#lo-${number}`

/** The service a record is of, whole or a batch of its rows. */
export const serviceOfRecord = (recordId: string): string => recordId.replace(BATCH, "")

/** How many rows a service has where each unit has one: its group's members on the day of freezing, else one. */
export const unitRowsOf = ({ unit }: Pick<CatalogueEntry, "unit">): number =>
  unit.kind === "GROUP" ? Math.max(1, unit.members.length) : 1

/** The entry once for each batch of its units, in order. */
export const inUnitBatches = (
  entry: CatalogueEntry,
  size: number,
): { entry: CatalogueEntry; batch: UnitBatch }[] => {
  const of = Math.ceil(unitRowsOf(entry) / size)
  return Array.from({ length: of }, (_, index) => ({
    entry: {
      ...entry,
      unit: { ...entry.unit, members: entry.unit.members.slice(index * size, (index + 1) * size) },
    },
    batch: { number: index + 1, of },
  }))
}
