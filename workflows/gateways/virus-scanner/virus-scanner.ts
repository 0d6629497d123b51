/** The scanner cannot be reached, or said nothing: the next file would only wait for it too. */
export class ScannerAwayError extends Error {}

/** Tells whether a file carries a virus. */
export type VirusScanner = {
  /**
   * @returns the name of what was found; null when nothing was
   * @throws ScannerAwayError when the scanner does not answer, Error when it could not look at this file
   */
  scan(bytes: Uint8Array): Promise<string | null>
}
