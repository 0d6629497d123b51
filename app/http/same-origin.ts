/**
 * Whether a request that may change something comes from our own pages. Browsers say so in `Sec-Fetch-Site`, older ones
 * in `Origin`; a request that says neither is refused, since a browser page sends at least one of them with a form.
 */
export const isFromOwnPages = (request: {
  method: string
  secFetchSite: string | undefined
  origin: string | undefined
  /** Origins under which people reach us. */
  ownOrigins: readonly string[]
}): boolean => {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return true
  if (request.secFetchSite) return request.secFetchSite === "same-origin" || request.secFetchSite === "none"
  return request.origin !== undefined && request.ownOrigins.includes(request.origin)
}
