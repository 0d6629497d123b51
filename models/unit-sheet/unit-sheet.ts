import type { Proposal } from "#models/registration/proposal.ts"

/** One row of a unit's list as somebody filled it in; `faults` name the columns that cannot be taken. */
export type SheetRow = {
  /** As the spreadsheet counts. */
  line: number
  registrationId: string
  /** The revision the file was made at. */
  revision: number
  proposal: Proposal | null
  faults: { column: string; message: string }[]
}

/** A filled-in list somebody sent, kept until they take it or a week has passed. */
export type UnitSheet = {
  id: string
  userId: string
  campaignId: string
  fileName: string
  rows: SheetRow[]
}
