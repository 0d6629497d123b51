import { AsyncLocalStorage } from "node:async_hooks"

const pages = new AsyncLocalStorage<Map<string, Promise<unknown>>>()

/**
 * Does `work`, which reads the data of one page and writes nothing: what several parts of it ask for is read once, and all see the
 * same.
 */
export const drawingPage = <T>(work: () => T): T => pages.run(new Map(), work)

/**
 * What `read` gives, once for the page that is being drawn; anywhere else it is read each time, as an act must.
 * @param key names what is read and every argument it depends on
 * @returns rows in an array of the caller's own; the rows themselves are everybody's, to read
 */
export const oncePerPage = async <T>(key: string, read: () => Promise<T>): Promise<T> => {
  const page = pages.getStore()
  if (!page) return read()
  const known = page.get(key) as Promise<T> | undefined
  const asked = known ?? read()
  if (!known) page.set(key, asked)
  const value = await asked
  return Array.isArray(value) ? ([...value] as T) : value
}
