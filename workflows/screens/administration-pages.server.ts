import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import type { ReferenceChange, Row } from "#models/reference-change/reference-change.ts"
import { REFERENCE_CHANGE_STATE_LABELS, type ReferenceChangeState } from "#models/reference-change/states.ts"
import { TABLE_LABELS, type TableId } from "#models/reference-change/table-names.ts"
import { dayOf, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { seenDigest } from "#workflows/administration/draft-change.server.ts"
import { namesOf, type OfficeData, readOfficeData } from "#workflows/administration/office-data.server.ts"
import { hasSuccession, type ReferenceTable } from "#workflows/administration/reference-table.ts"
import { cellsInForm } from "#workflows/administration/row-form.ts"
import {
  cellInWords,
  type FieldOption,
  rowKey,
  type TableField,
} from "#workflows/administration/table-field.ts"
import { REFERENCE_TABLES, tableOf } from "#workflows/administration/tables/index.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { draftRight, viewRight } from "#workflows/table-rights.ts"

/** A change as lists show it. */
export type ChangeLine = {
  id: string
  table: string
  rows: number
  effectiveFrom: IsoDay
  reason: string
  state: string
  at: Date
  by: string
}

/** States of a change that waits for somebody or for its day. */
export const OPEN: readonly ReferenceChangeState[] = ["drafted", "submitted", "confirmed"]
const LATEST = 50
const PAGE = 50

/** A change as lists show it. */
export const lineOf = (change: ReferenceChange, names: Readonly<Record<string, string>>): ChangeLine => {
  const { drafted } = change.workflow.context
  return {
    id: change.id,
    table: TABLE_LABELS[change.table],
    rows: change.rows.length,
    effectiveFrom: change.effectiveFrom,
    reason: change.reason,
    state: REFERENCE_CHANGE_STATE_LABELS[change.workflow.value],
    at: change.createdAt,
    by: names[drafted?.by ?? ""] ?? drafted?.by ?? "",
  }
}

const assertMayView = (d: OfficeDependencies, actor: Actor, id: string) =>
  authorise(d, actor, "administration.view", { kind: "referenceChange", id })

/** Every table with its size, what waits for somebody, and what was done last. @throws ForbiddenError */
export const getAdministrationPage = async (
  d: OfficeDependencies,
  actor: Actor,
): Promise<{
  tables: { id: TableId; label: string; lead: string; rows: number; open: number }[]
  open: ChangeLine[]
  latest: ChangeLine[]
}> => {
  await assertMayView(d, actor, "*")
  const names = namesOf(await readOfficeData(dayOf(d.clock.now())))
  const open = await findReferenceChanges({ states: OPEN })
  const latest = await findReferenceChanges({ states: ["inForce", "refused", "withdrawn"] }, LATEST)
  const tables = await Promise.all(
    REFERENCE_TABLES.map(async (table) => ({
      id: table.id,
      label: TABLE_LABELS[table.id],
      lead: table.lead,
      rows: (await table.read(null)).length,
      open: open.filter((change) => change.table === table.id).length,
    })),
  )
  return {
    tables,
    open: open.map((change) => lineOf(change, names)),
    latest: latest.map((change) => lineOf(change, names)),
  }
}

export type TableView = {
  id: TableId
  label: string
  lead: string
  fields: readonly TableField[]
  hasDays: boolean
  /** Whether a row may be followed by another from a day on. */
  canSucceed: boolean
  isOneDay: boolean
  part: string | null
}

/** What a screen shows of a table. */
export const viewOf = ({ id, lead, fields, key, days, part }: ReferenceTable): TableView => ({
  id,
  label: TABLE_LABELS[id],
  lead,
  fields,
  hasDays: days !== null,
  canSucceed: hasSuccession({ key, days }),
  isOneDay: days !== null && days.from === days.to,
  part: part?.label ?? null,
})

export type TablePage = {
  table: TableView
  rows: { key: string; cells: string[] }[]
  total: number
  pageSize: number
  open: ChangeLine[]
  mayDraft: boolean
}

/** Rows of a table that hold a text, and on a day where one is asked. @throws ForbiddenError, NotFoundError */
export const getTablePage = async (
  d: OfficeDependencies,
  input: { table: string; text: string; day: IsoDay | null; page: number; actor: Actor },
): Promise<TablePage> => {
  const table = tableOf(input.table)
  await assertMayView(d, input.actor, table.id)
  const names = namesOf(await readOfficeData(dayOf(d.clock.now())))
  const means = await table.means?.read()
  const inWords = (field: TableField, row: Row): string => {
    const said = cellInWords(field, row[field.name], names)
    const meaning = field.name === table.means?.column ? means?.get(said) : undefined
    return meaning ? `${said} – ${meaning}` : said
  }
  const words = foldText(input.text).split(" ").filter(Boolean)
  const found = (await table.read(null))
    .filter((row) => isOn(table, row, input.day))
    .map((row) => ({
      key: rowKey(table.key, row),
      cells: table.fields.map((field) => inWords(field, row)),
    }))
    .filter(({ key, cells }) => {
      const folded = foldText([key, ...cells].join(" "))
      return words.every((word) => folded.includes(word))
    })
  const first = (input.page - 1) * PAGE
  const open = await findReferenceChanges({ states: OPEN, table: table.id })
  return {
    table: viewOf(table),
    rows: found.slice(first, first + PAGE),
    total: found.length,
    pageSize: PAGE,
    open: open.map((change) => lineOf(change, names)),
    mayDraft: isAllowed(input.actor, "administration.draft"),
  }
}

const isOn = ({ days }: ReferenceTable, row: Row, day: IsoDay | null): boolean =>
  !days ||
  day === null ||
  days.from === days.to ||
  isValidOn({ validFrom: String(row[days.from]), validTo: row[days.to] as IsoDay | null }, day)

export type RowPage = {
  table: TableView
  key: string | null
  title: string
  values: Record<string, string>
  seen: string
  options: Record<"AGENCY" | "PERSON", FieldOption[]>
  history: ChangeLine[]
  mayDraft: boolean
}

/** Whose rows are agencies and people: called by their names, not by the ids that are their keys. */
const NAMED: ReadonlySet<TableId> = new Set(["co-quan", "nguoi-dung"])

/** One row to look at or change; `key` null for a new one, which may begin as a change that was not taken. @throws ForbiddenError, NotFoundError */
export const getRowPage = async (
  d: OfficeDependencies,
  input: { table: string; key: string | null; actor: Actor },
): Promise<RowPage> => {
  const table = tableOf(input.table)
  await authorise(d, input.actor, viewRight(table.id), { kind: "referenceChange", id: table.id })
  const office = await readOfficeData(dayOf(d.clock.now()))
  const names = namesOf(office)
  const { key } = input
  const row =
    key === null ? null : ((await table.read(null)).find((one) => rowKey(table.key, one) === key) ?? null)
  const history = key === null ? [] : await findReferenceChanges({ table: table.id, key })
  if (key !== null && row === null && history.length === 0)
    throw new NotFoundError("Bảng không có dòng này. Kiểm tra lại đường dẫn, hoặc chọn từ danh sách.")
  const keyCells = table.fields.filter(({ name }) => table.key.includes(name))
  return {
    table: viewOf(table),
    key,
    title: row
      ? keyCells
          .map((field) =>
            NAMED.has(table.id)
              ? (names[String(row[field.name])] ?? key)
              : cellInWords(field, row[field.name], names),
          )
          .join(", ")
      : (key ?? ""),
    values: cellsInForm(table.fields, row),
    seen: seenDigest(row),
    options: optionsOf(office),
    history: history.map((change) => lineOf(change, names)),
    mayDraft: isAllowed(input.actor, draftRight(table.id)) && (key === null || row !== null),
  }
}

/** Whom and what a row may name. */
export const optionsOf = (office: OfficeData): RowPage["options"] => {
  const names = namesOf(office)
  const named = ({ id }: { id: string }): FieldOption => ({ value: id, label: names[id] ?? id })
  return {
    AGENCY: office.directory.agencies.map(named).sort(byLabel),
    PERSON: [...office.people.values()].map(named).sort(byLabel),
  }
}

const byLabel = (one: FieldOption, other: FieldOption): number => one.label.localeCompare(other.label, "vi")
