import type { UsageColumn, UsageKind } from "./usage-column.ts"

/** One line of an imported table; `values` in the order of the sheet's columns. No person in it. */
type UsageRow = {
  /** Empty where the numbers are of the whole unit. */
  procedureCode: string
  /** `1.001612.01` where the table tells services apart, else empty. */
  serviceCode: string
  values: number[]
}

/** What was imported of one unit and month: replaced whole when it comes again. */
export type UsageSheet = {
  /** `DOSSIERS:2023-03:so-tu-phap`. */
  id: string
  kind: UsageKind
  month: string
  unitId: string
  columns: UsageColumn[]
  rows: UsageRow[]
  /** Made up for training or rehearsal; said wherever a figure made of it is seen. */
  generated: boolean
  importId: string
  fileName: string
  by: string
  at: Date
}

export const usageSheetIdOf = ({
  kind,
  month,
  unitId,
}: Pick<UsageSheet, "kind" | "month" | "unitId">): string => `${kind}:${month}:${unitId}`
