/** What an import would do with one row of the file. */
export const STAGED_KINDS = ["NEW", "CHANGED", "UNCHANGED", "LEFT_OUT", "REFUSED"] as const
export type StagedKind = (typeof STAGED_KINDS)[number]

/** What happens to a row, as screens and files say it. */
export const STAGED_WORDS: Record<StagedKind, string> = {
  NEW: "Mới",
  CHANGED: "Thay đổi",
  UNCHANGED: "Không đổi",
  LEFT_OUT: "Để ngoài",
  REFUSED: "Từ chối",
}

/** A row as it is shown before anything is taken; `reason` says why it is not taken. */
export type StagedRow = { kind: StagedKind; line: number; code: string; name: string; reason: string }

/** How a heading was understood; `field` null: not used. */
type StagedColumn = { heading: string; key: string; field: string | null; samples: string[] }

/** What was shown of a file: nothing of it is in the register. */
export type StagedPlan = {
  /** Digest of all that would be taken: what is taken later has to be the same. */
  digest: string
  read: number
  counts: Record<StagedKind, number>
  /** The first rows of each kind. */
  rows: StagedRow[]
  tables: { name: string; headingLine: number; rows: number; columns: StagedColumn[] }[]
  questions: { about: string; message: string; rows: number }[]
  warnings: { line: number; code: string; message: string }[]
}

/** A file somebody sent for the register, kept until they take it or a week has passed. */
export type StagedImport = {
  id: string
  userId: string
  fileName: string
  /** What the sender has said of the file. */
  answers: unknown
  plan: StagedPlan
}
