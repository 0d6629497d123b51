import type { ReactNode } from "react"
import type { Column } from "../components/data-table.tsx"

type TableProps<Row> = {
  /** Says what the table holds; read aloud, and shown when `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown instead of an empty table. */
  empty?: ReactNode
  /** Rows of words stand one under the other on a phone; figures keep their columns. */
  isOfFigures?: boolean
}

/** A table of the public pages: nothing but a table. */
export function Table<Row>({
  caption,
  showCaption,
  columns,
  rows,
  rowKey,
  empty,
  isOfFigures,
}: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <section
      className={isOfFigures ? "scroller" : "scroller stacked"}
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
      tabIndex={0}
    >
      <table>
        <caption className={showCaption ? undefined : "visually-hidden"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, align }) => (
              <th key={key} scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, header, align, cell, isRowHeader }) =>
                isRowHeader ? (
                  <th key={key} scope="row" data-align={align}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} data-label={isOfFigures ? undefined : header} data-align={align}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
