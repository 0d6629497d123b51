/** How a list is ordered: by which of its columns, and which way round. */
export type ListOrder = { key: string; isDescending: boolean }

/** The order an address asks for: `due`, or `-due` for the other way round; null for the usual one. */
export const readOrder = (text: string): ListOrder | null =>
  text === "" ? null : { key: text.replace(/^-/, ""), isDescending: text.startsWith("-") }

/**
 * An order as the store sorts by; ids settle what is equal, so that no row stands on two pages.
 * @param paths where each column is stored
 */
export const storedOrder = (
  order: ListOrder | null | undefined,
  paths: ReadonlyMap<string, string>,
): Record<string, 1 | -1> | null => {
  const path = order && paths.get(order.key)
  if (!path) return null
  const way = order.isDescending ? -1 : 1
  return path === "_id" ? { _id: way } : { [path]: way, _id: 1 }
}
