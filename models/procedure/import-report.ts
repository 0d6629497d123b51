/** A row of an import file that was not taken: where, and what to do about it. `line` is 0 for the file as a whole. */
export type ImportRefusal = { line: number; code: string; field: string; reason: string }
/** A row that is right and not ours to take: another province's, internal, deleted. */
export type ImportLeftOut = { line: number; code: string; reason: string }
/** Something an officer should know of a row (or, with line 0, of the file) that was taken all the same. */
export type ImportWarning = { line: number; code: string; message: string }

/** What one import did. REFUSED: nothing of the file was taken, the register is as before. */
export type ImportReport = {
  id: string
  at: Date
  by: string
  fileName: string
  fileSha256: string
  partial: boolean
  outcome: "TAKEN" | "REFUSED"
  /** Rows read, taken or not. */
  read: number
  added: number
  changed: number
  unchanged: number
  refused: ImportRefusal[]
  leftOut: ImportLeftOut[]
  warnings: ImportWarning[]
  servicesAdded: number
  servicesChanged: number
  servicesRetired: number
  /** Procedures in force that a whole list came without; each asks whether it is to be withdrawn. */
  vanished: number
}
