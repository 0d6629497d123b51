/** The address of one of many: its id is encoded. */
export const at = (base: string, id: string) => `${base}/${encodeURIComponent(id)}`

/** What is asked for of an address. */
export type Query = Record<string, string | number | null | undefined>

/** An address with what is asked for; what is empty is left out. */
export const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
