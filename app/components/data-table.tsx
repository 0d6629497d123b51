import { Table } from "@mantine/core"
import { Link, useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import type { ListOrder } from "#models/shared/list-order.ts"
import classes from "./data-table.module.css"
import { LIST_NAMES, sortAddress } from "./lists/list-address.ts"

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Names the row to screen readers and heads it on a phone. One column should. */
  isRowHeader?: boolean
  align?: "start" | "end"
  /** CSS width, for columns that should not grow. */
  width?: string
  /** The server can order the list by it: the key travels in the address. */
  isSortable?: boolean
  /** People may leave it out of the list. */
  canHide?: boolean
  /** On a phone: without its heading, or not at all (it stands on the page of the row). */
  phone?: "bare" | "none"
}

type DataTableProps<Row> = {
  /** Says what the table holds; read aloud, and shown when `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** How the server ordered the rows. */
  sorted?: ListOrder | null
  /** Shown instead of an empty table: an `EmptyState`. */
  empty?: ReactNode
}

/** A table for officials: dense on a screen, a row of two lines each up to 600 px; never wider than the page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const followsAddress = props.columns.some(({ canHide, isSortable }) => canHide || isSortable)
  return followsAddress ? <AddressedTable {...props} /> : <PlainTable {...props} search="" />
}

/** The same where the address says which columns are left out and how the rows are ordered. */
function AddressedTable<Row>(props: DataTableProps<Row>) {
  const { search } = useLocation()
  const left = new URLSearchParams(search).getAll(LIST_NAMES.hidden)
  const columns = props.columns.filter(({ key, canHide }) => !(canHide && left.includes(key)))
  return <PlainTable {...props} columns={columns} search={search} />
}

function PlainTable<Row>(props: DataTableProps<Row> & { search: string }) {
  const { caption, showCaption, columns, rows, rowKey, sorted = null, empty, search } = props
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={classes.scroller} aria-label={caption} tabIndex={0}>
      <Table className={classes.table ?? ""} verticalSpacing={6} horizontalSpacing="sm">
        <caption className={showCaption ? classes.caption : "visually-hidden"}>{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sorted={sorted} search={search} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map(({ key, header, align, cell, isRowHeader, phone }) =>
                isRowHeader ? (
                  <Table.Th key={key} scope="row" className={classes.rowHeader ?? ""} data-align={align}>
                    {cell(row)}
                  </Table.Th>
                ) : (
                  <Table.Td key={key} data-label={header} data-align={align} data-phone={phone}>
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

type HeadCellProps = {
  column: Pick<Column<never>, "key" | "header" | "align" | "width" | "isSortable">
  sorted: ListOrder | null
  search: string
}

/** A heading; one the list can be ordered by is a link that does so, and says how it stands. */
function HeadCell({ column: { key, header, align, width, isSortable }, sorted, search }: HeadCellProps) {
  if (!isSortable)
    return (
      <Table.Th scope="col" data-align={align} w={width}>
        {header}
      </Table.Th>
    )
  const stands = sorted?.key === key ? (sorted.isDescending ? "descending" : "ascending") : "none"
  return (
    <Table.Th scope="col" data-align={align} w={width} aria-sort={stands}>
      <Link to={sortAddress(search, key, sorted)} className={classes.sort} preventScrollReset>
        {header}
        <span aria-hidden>{stands === "none" ? " ↕" : stands === "ascending" ? " ↑" : " ↓"}</span>
      </Link>
    </Table.Th>
  )
}
