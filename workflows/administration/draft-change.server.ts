import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import {
  findReferenceChanges,
  insertReferenceChange,
} from "#models/reference-change/reference-change.repository.server.ts"
import type { ReferenceChange, Row, RowChange } from "#models/reference-change/reference-change.ts"
import { addDays, dayOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { ConcurrentEditError, InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, begin, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { draftRight } from "#workflows/table-rights.ts"
import { referenceChangeChart } from "./chart.ts"
import {
  assertNoFaults,
  assertSeen,
  changeOf,
  faultsOf,
  readTableNow,
  rowDifferences,
  type TableNow,
} from "./judge-change.server.ts"
import { hasSuccession } from "./reference-table.ts"
import type { RowAct } from "./row-form.ts"
import { sameRow } from "./table-change.ts"
import { rowKey } from "./table-field.ts"
import { tableOf } from "./tables/index.server.ts"

/** What tells one state of a row from another: travels with the form. */
export const seenDigest = (row: Row | null): string => (row ? digestOf(row) : "")

/**
 * Drafts a change of one row as its form sends it: a new row, a correction in place, a row that follows from its first day on, or
 * the end of one that has not begun.
 * @returns the change's id
 * @throws ForbiddenError; InvalidInputError field by field (`cells.heldFrom`); ConcurrentEditError when the row is no longer as shown
 */
export const draftRowChange = async (
  d: OfficeDependencies,
  input: {
    table: string
    key: string | null
    act: RowAct
    row: Row
    seen: string
    reason: string
    actor: Actor
  },
): Promise<string> => {
  const table = tableOf(input.table)
  const actor = await authorise(d, input.actor, draftRight(table.id), {
    kind: "referenceChange",
    id: table.id,
  })
  const now = await readTableNow(table, dayOf(d.clock.now()))
  const before =
    input.key === null ? null : (now.rows.find((row) => rowKey(table.key, row) === input.key) ?? null)
  if (input.key !== null && seenDigest(before) !== input.seen)
    throw await changedMeanwhile(now, { ...input, key: input.key }, before)
  const row = table.complete?.(input.row, now.office) ?? input.row
  const rows = rowsOfAct(now, { ...input, before, row })
  return await keepDraft(d, now, {
    rows,
    reason: input.reason,
    file: null,
    actor,
    fieldOf: ({ field }) => (field ? { field: `cells.${field}` } : {}),
  })
}

/** Says how the row stood when the form was opened, how it stands now, and who confirmed that. */
async function changedMeanwhile(
  now: TableNow,
  { key, seen, row }: { key: string; seen: string; row: Row },
  stands: Row | null,
): Promise<ConcurrentEditError> {
  const { table, office } = now
  const changes = await findReferenceChanges({ table: table.id, key })
  // A later change has kept the row the form was made of.
  const before = changes
    .flatMap((change) => change.rows)
    .find((one) => one.key === key && seenDigest(one.before) === seen)?.before
  const confirmed = changes.flatMap(({ workflow }) => workflow.context.confirmed ?? [])
  const last = confirmed.sort((one, other) => one.at.localeCompare(other.at)).at(-1)
  const whose = last ? { by: office.people.get(last.by)?.fullName ?? last.by, at: last.at } : {}
  return new ConcurrentEditError(
    "Dòng này đã khác lúc bạn mở trang: có thay đổi khác vừa được xác nhận. Những gì bạn đã nhập còn ở dưới.",
    {
      changed: rowDifferences(now, before ?? null, stands, row).map((line) => ({ ...line, ...whose })),
      ...(whose.by ? { by: whose.by } : {}),
      made: { on: { seen }, against: { seen: seenDigest(stands) } },
    },
  )
}

/** What an act does to the rows of a table. @throws InvalidInputError */
export function rowsOfAct(
  { table, rows }: TableNow,
  { act, key, before, row }: { act: RowAct; key: string | null; before: Row | null; row: Row },
): RowChange[] {
  const newKey = rowKey(table.key, row)
  const refuse = (field: string, message: string) => {
    throw new InvalidInputError(message, [{ field, message }])
  }
  if (act === "ADD") {
    if (rows.some((one) => rowKey(table.key, one) === newKey))
      refuse(`cells.${table.key[0]}`, "Bảng đã có dòng này. Mở dòng đó để sửa.")
    return [{ key: newKey, before: null, after: row }]
  }
  if (!before || key === null)
    throw new InvalidInputError("Không rõ dòng nào được sửa. Hãy mở lại từ danh sách.")
  if (act === "REMOVE") return [{ key, before, after: null }]
  if (act === "CORRECT") {
    const after = { ...row, ...Object.fromEntries(table.key.map((name) => [name, before[name] ?? null])) }
    if (sameRow(table.fields, before, after)) refuse("", "Chưa sửa gì so với dòng đang có.")
    return [{ key, before, after }]
  }
  const { days } = table
  if (!days || !hasSuccession(table)) throw new InvalidInputError("Bảng này không có dòng nối tiếp.")
  const from = String(row[days.from])
  if (from <= String(before[days.from]))
    refuse(`cells.${days.from}`, "Dòng nối tiếp phải bắt đầu sau ngày đầu của dòng đang có.")
  return [
    { key, before, after: { ...before, [days.to]: addDays(from, -1) } },
    { key: newKey, before: null, after: row },
  ]
}

type Draft = {
  rows: RowChange[]
  reason: string
  /** What it was read from; null for one made by hand. */
  file: { name: string; columns: NonNullable<ReferenceChange["fileColumns"]> } | null
  actor: Actor
  fieldOf: Parameters<typeof assertNoFaults>[2]
}

/** Judges a change as it is drafted; what the log says of it. @throws InvalidInputError, ConcurrentEditError */
export const judgeDraft = (
  now: TableNow,
  { rows, reason, fieldOf }: Pick<Draft, "rows" | "reason" | "fieldOf">,
) => {
  const { table } = now
  if (rows.length > table.mostRows)
    throw new InvalidInputError(
      `Một lần thay đổi nhiều nhất ${table.mostRows} dòng, đang có ${rows.length}. Hãy chia thành nhiều lần.`,
    )
  assertSeen(now, rows)
  const change = changeOf(now, rows)
  assertNoFaults(faultsOf(now, change), rows, fieldOf)
  return {
    type: "change.drafted" as const,
    table: table.id,
    rows: rows.length,
    digest: digestOf(rows),
    effectiveFrom: change.effectiveFrom,
    reason,
  }
}

/** Judges a change and keeps it as a draft; whoever calls has asked for the right. */
export const keepDraft = async (d: OfficeDependencies, now: TableNow, draft: Draft): Promise<string> => {
  const { rows, reason, file, actor } = draft
  const event = judgeDraft(now, draft)
  const at = d.clock.now()
  const step = advance(referenceChangeChart, begin(referenceChangeChart), event, actor, at)
  const kept: ReferenceChange = {
    id: randomUUID(),
    table: now.table.id,
    rows,
    effectiveFrom: event.effectiveFrom,
    reason,
    fileName: file?.name ?? null,
    ...(file ? { fileColumns: file.columns } : {}),
    createdAt: at,
    workflow: step.snapshot,
    revision: 1,
  }
  await d.store.inTransaction(async (session) => {
    await insertReferenceChange(kept, session)
    await appendAuditEntries([entryOf(step, { kind: "referenceChange", id: kept.id }, actor)], session)
  })
  return kept.id
}
