/**
 * A path of this site from what a browser sent, as the browser will read it; `fallback` for anything that leads
 * elsewhere: other hosts, `//host` also where `..` or `.` only makes it so, back slashes, control characters.
 */
export const localPath = (candidate: unknown, fallback: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so "/\t/host" would become "//host"
  if (typeof candidate !== "string" || /[\\\u0000-\u001f\u007f]/.test(candidate)) return fallback
  const path = candidate.startsWith("/") ? pathWithin(candidate) : null
  // What was read must read the same again, or it is not what was judged.
  return path !== null && pathWithin(path) === path ? path : fallback
}

const HERE = "http://here.invalid"

/** An address as one of this site; null when it is none. */
export const pathWithin = (address: string): string | null => {
  const url = URL.parse(address, HERE)
  if (url?.origin !== HERE || url.pathname.startsWith("//")) return null
  return url.pathname + url.search + url.hash
}
