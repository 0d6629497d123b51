import type { ListOrder } from "#models/shared/list-order.ts"
import { KEPT_MARK, RECEIPT_MARK } from "../../http/paths.ts"

/** Names in the address of every list: the page, the order, and columns that are left out. */
export const LIST_NAMES = { page: "page", sort: "sort", hidden: "an" } as const

/** The list by a column; by the one it stands by already, the other way round. From its first page. */
export const sortAddress = (search: string, key: string, now: ListOrder | null): string => {
  const query = new URLSearchParams(search)
  query.delete(LIST_NAMES.page)
  query.set(LIST_NAMES.sort, now?.key === key && !now.isDescending ? `-${key}` : key)
  return `?${query}`
}

/** The list without one of its filters. */
export const addressWithout = (search: string, name: string): string => {
  const query = new URLSearchParams(search)
  query.delete(LIST_NAMES.page)
  query.delete(name)
  return `?${query}`
}

/** What of an address makes a view of a list: everything chosen but the page, in one order. */
export const viewOf = (search: string): string => {
  const query = new URLSearchParams(search)
  for (const name of [LIST_NAMES.page, RECEIPT_MARK, KEPT_MARK]) query.delete(name)
  for (const [name, value] of [...query]) if (value === "") query.delete(name, value)
  query.sort()
  return query.toString()
}
