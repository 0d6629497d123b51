import { HttpTimestampAuthority } from "@libpdf/core"

/** Asks a time service for a token (RFC 3161, DER) over a SHA-256 digest; null where none is set. */
export const timeStamping = (url: string | null): ((digest: Uint8Array) => Promise<Uint8Array>) | null => {
  if (url === null) return null
  // Led elsewhere, another than the office named would say the time.
  const authority = new HttpTimestampAuthority(url, {
    fetch: (address, asked) => fetch(address, { ...asked, redirect: "error" }),
  })
  return (digest) => authority.timestamp(digest, "SHA-256")
}
