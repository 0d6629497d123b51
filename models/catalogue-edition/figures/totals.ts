import { ADMIN_LEVELS, type AdminLevel, SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import type { CatalogueEntry, EditionTotals } from "../catalogue-edition.ts"

/** Counts rows per level, overall and per level of government. The one place figures of an edition are summed. */
export const totalsOf = (entries: readonly Pick<CatalogueEntry, "level" | "adminLevel">[]): EditionTotals => {
  const totals: EditionTotals = {
    entries: entries.length,
    levels: none(),
    byAdminLevel: Object.fromEntries(ADMIN_LEVELS.map((level) => [level, none()])) as Record<
      AdminLevel,
      Record<ServiceLevel, number>
    >,
  }
  for (const entry of entries) {
    totals.levels[entry.level] += 1
    totals.byAdminLevel[entry.adminLevel][entry.level] += 1
  }
  return totals
}

/** Services per level in every group of rows, levels without a service too. */
export const levelsPer = <Row extends Parameters<typeof totalsOf>[0][number]>(
  entries: readonly Row[],
  groupOf: (entry: Row) => string,
): Record<string, Record<ServiceLevel, number>> =>
  Object.fromEntries(
    [...Map.groupBy(entries, groupOf)].map(([group, rows]) => [group, totalsOf(rows).levels]),
  )

const none = () =>
  Object.fromEntries(SERVICE_LEVELS.map((level) => [level, 0])) as Record<ServiceLevel, number>
