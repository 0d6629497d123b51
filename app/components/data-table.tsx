import { Table } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./data-table.module.css"

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Names the row to screen readers and heads the card on a phone. One column should. */
  isRowHeader?: boolean
  align?: "start" | "end"
  /** CSS width, for columns that should not grow. */
  width?: string
}

type DataTableProps<Row> = {
  /** Says what the table holds; read aloud, and shown when `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown instead of an empty table: an `EmptyState`. */
  empty?: ReactNode
}

/** A table for officials: dense on a screen, one card per row up to 600 px; never wider than the page. */
export function DataTable<Row>({ caption, showCaption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={classes.scroller} aria-label={caption} tabIndex={0}>
      <Table className={classes.table ?? ""} verticalSpacing={6} horizontalSpacing="sm">
        <caption className={showCaption ? classes.caption : "visually-hidden"}>{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, header, align, width }) => (
              <Table.Th key={key} scope="col" data-align={align} w={width}>
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map(({ key, header, align, cell, isRowHeader }) =>
                isRowHeader ? (
                  <Table.Th key={key} scope="row" className={classes.rowHeader ?? ""} data-align={align}>
                    {cell(row)}
                  </Table.Th>
                ) : (
                  <Table.Td key={key} data-label={header} data-align={align}>
                    {cell(row)}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
