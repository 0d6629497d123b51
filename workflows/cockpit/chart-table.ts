import { toCsv } from "#models/shared/csv.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import type { CountedList } from "./cockpit-list.ts"

/** A cell as it is read; a count carries what it counts. */
export type ChartCell = { text: string; count?: number; list?: CountedList }

/** The numbers of a picture: what the table beside it shows, the file holds and the picture draws. */
export type ChartTable = {
  caption: string
  /** The first names the rows. */
  headings: readonly string[]
  rows: readonly { key: string; name: string; cells: readonly ChartCell[] }[]
}

/** The table as a CSV file, with whole numbers as programs read them. */
export const toChartCsv = ({ headings, rows }: ChartTable, isTraining: boolean): Uint8Array =>
  toCsv(
    withTrainingColumn(
      [
        headings,
        ...rows.map(({ name, cells }) => [
          name,
          ...cells.map(({ text, count }) => (count === undefined ? text : String(count))),
        ]),
      ],
      isTraining,
    ),
  )
