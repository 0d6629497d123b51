/** The pages a list offers from where it stands: the first, the neighbours, the last. Pages count from 1. */
export const pagesAround = (page: number, last: number): number[] =>
  [...new Set([1, page - 1, page, page + 1, last])].filter((n) => n >= 1 && n <= last).sort((a, b) => a - b)

/** The address of a page of a list, with everything else that is asked of it. */
export const pageAddress = (pathname: string, search: string, page: number): string => {
  const query = new URLSearchParams(search)
  if (page === 1) query.delete("page")
  else query.set("page", String(page))
  const text = query.toString()
  return text ? `${pathname}?${text}` : pathname
}
