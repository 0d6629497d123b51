/** A file an officer lays beside an answer: a letter, a decision, a picture of the form in use. */
export type Attachment = {
  id: string
  /** What it lies beside: a registration, or `planTask:…`, a task of a plan. */
  registrationId: string
  /** The criterion it speaks to; empty for the registration as a whole. */
  letter: string
  name: string
  mediaType: string
  /** Bytes. */
  size: number
  sha256: string
  by: string
  byName: string
  at: Date
  /** Taken away by its proposer; the file is kept, the list no longer shows it. */
  removedAt: Date | null
  scan: AttachmentScan
  /** When the scanner was last asked in vain; null when it was not. */
  scanTriedAt: Date | null
  /** When its content was deleted for good: of what was taken away, after a while; of what carries a virus, at once. */
  erasedAt: Date | null
}

/** NONE: the office has no scanner for viruses. WAITING: nobody opens it before it was scanned. */
export type AttachmentScan = "NONE" | "WAITING" | "CLEAN" | "INFECTED"

/** How long the content of a file is kept after it was taken away, for who took the wrong one. */
export const REMOVED_KEPT_DAYS = 30
