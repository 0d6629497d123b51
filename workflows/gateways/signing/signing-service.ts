/** Whose key signs: found by the whole name its certificate bears. */
export type KeyHolder = { kind: "PERSON"; name: string; position: string } | { kind: "AGENCY"; name: string }

/** Where a signature goes and what it shows there. */
type SignaturePlace = {
  /** Name of the empty signature field kept for it. */
  field: string
  holder: KeyHolder
  /** One line of text in the field instead of the holder's own picture; `points` is its size. */
  line: { text: string; points: number } | null
  /** Which file it is, in words for whoever is told that it cannot be signed: `tệp quyết định`. */
  file: string
}

/**
 * Signs bytes as an addition to them: what was there stays the prefix of what comes back. The key never leaves the service,
 * and the service knows nothing of what is signed but the place it is given.
 */
export type SigningService = {
  sign(bytes: Uint8Array, place: SignaturePlace, at: Date): Promise<Uint8Array>
}
