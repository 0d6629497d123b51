import { HttpTimestampAuthority } from "@libpdf/core"

/** Asks a time service for a token (RFC 3161, DER) over a SHA-256 digest; null where none is set. */
export const timeStamping = (url: string | null): ((digest: Uint8Array) => Promise<Uint8Array>) | null => {
  if (url === null) return null
  const authority = new HttpTimestampAuthority(url)
  return (digest) => authority.timestamp(digest, "SHA-256")
}
