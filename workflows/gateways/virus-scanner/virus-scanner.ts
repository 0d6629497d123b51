/** Tells whether a file carries a virus. */
export type VirusScanner = {
  /**
   * @returns the name of what was found; null when nothing was
   * @throws Error when the scanner does not answer, or could not look
   */
  scan(bytes: Uint8Array): Promise<string | null>
}
