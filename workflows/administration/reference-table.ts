import type { ClientSession } from "mongoose"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { TableId } from "#models/reference-change/table-names.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Effects } from "./effects.ts"
import type { OfficeData } from "./office-data.server.ts"
import type { TableField } from "./table-field.ts"

/** Something a change may not do: which of its rows, which column, why and what to do. */
export type RowFault = { key: string; field?: string; message: string }

/** What a fault or an effect is told from: the whole table before and after, and what is done to it. */
export type TableChange = {
  before: readonly Row[]
  after: readonly Row[]
  rows: readonly RowChange[]
  effectiveFrom: IsoDay
}

/** A password that is told once, to whoever confirms. `isKey`: it is the key of another system, named by its id. */
export type Secret = { userId: string; fullName: string; password: string; isKey?: true }

/**
 * One table of office data: its columns, rules and effects, where its rows are kept. Screens, forms, files, comparison and
 * tests follow from it.
 */
export type ReferenceTable = {
  id: TableId
  /** What it is for, in a sentence. */
  lead: string
  fields: readonly TableField[]
  /** The columns that name a row; they stay as they are while the row stands. */
  key: readonly string[]
  /** The columns of a row's first and last day; null where rows have none and a change holds at once. */
  days: { from: string; to: string } | null
  /** Law-bearing tables are confirmed by the chief of office, others also by another administrator. */
  isLaw: boolean
  /** No change reaches back into the time of an issued catalogue; with CHANGES new rows may, which were missing. */
  isBoundByEditions: boolean | "CHANGES"
  /** Most rows in one change: what one transaction takes. */
  mostRows: number
  /** A part of the table a file is for, such as a year; a row of another part is refused. */
  part?: { label: string; pattern: RegExp; wrong: string; of(row: Row): string }
  read(session: ClientSession | null): Promise<Row[]>
  /** What the codes of a column stand for, as lists show them beside the code. */
  means?: { column: string; read(): Promise<ReadonlyMap<string, string>> }
  /** Fills what follows from the rest of the row. */
  complete?(row: Row, office: OfficeData): Row
  faults(change: TableChange, office: OfficeData): RowFault[]
  /** What speaks against it in the work that is under way; asked when it is submitted and when it is confirmed. */
  heldBack?(rows: readonly RowChange[], today: IsoDay): Promise<RowFault[]>
  effects(change: TableChange, office: OfficeData): Promise<Effects> | Effects
  /** @param at the instant of the confirmation */
  write(rows: readonly RowChange[], session: ClientSession, at: Date): Promise<Secret[] | undefined>
}

/** Whether rows follow one another: each is named by its first day and has a last one. */
export const hasSuccession = ({ key, days }: Pick<ReferenceTable, "key" | "days">): boolean =>
  days !== null && days.from !== days.to && key.includes(days.from)

/** Columns of a first and a last day, as most tables have them. */
export const DAYS = { from: "validFrom", to: "validTo" } as const
export const DAY_FIELDS: readonly TableField[] = [
  { kind: "DAY", name: "validFrom", label: "Từ ngày" },
  {
    kind: "DAY",
    name: "validTo",
    label: "Đến hết ngày",
    description: "Bỏ trống khi chưa định.",
    isOptional: true,
  },
]

/** Documents one transaction takes, log and change aside. */
export const MOST_DOCUMENTS = 400
/** Rows of a table that is one document. */
export const MOST_IN_ONE = 5_000
