/**
 * Whether a browser that sent `If-None-Match` already has what carries this strong tag. Weak tags count too: compression on
 * the way makes a strong one weak.
 */
export const hasIt = (ifNoneMatch: string | null | undefined, etag: string): boolean =>
  ifNoneMatch
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === etag || tag === "*") ?? false
