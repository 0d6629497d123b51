import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import {
  getReferenceChange,
  saveReferenceChange,
} from "#models/reference-change/reference-change.repository.server.ts"
import type { DraftVersion, ReferenceChange, Row } from "#models/reference-change/reference-change.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { draftRight } from "#workflows/table-rights.ts"
import { referenceChangeChart } from "./chart.ts"
import { judgeDraft, rowsOfAct } from "./draft-change.server.ts"
import { readTableNow, rowDifferences, type TableNow } from "./judge-change.server.ts"
import type { RowAct } from "./row-form.ts"
import { rowKey } from "./table-field.ts"
import { tableOf } from "./tables/index.server.ts"

/**
 * Whether a draft is edited by hand: one that came from a file is mended in the file, one of many rows where they were set, one that
 * takes a row out has no cells.
 */
export const isEditable = (draft: ReferenceChange): boolean =>
  draft.fileName === null &&
  draft.workflow.value === "drafted" &&
  isOneAct(draft) &&
  draftedAct(draft).act !== "REMOVE"

/** Whether a draft holds what one form of one row makes: that row, or it and the row that follows it. */
function isOneAct({ table, rows }: Pick<ReferenceChange, "table" | "rows">): boolean {
  const { key, days } = tableOf(table)
  const thing = ({ before, after }: ReferenceChange["rows"][number]) =>
    rowKey(
      key.filter((name) => name !== days?.from),
      after ?? before ?? {},
    )
  const [first, next] = rows
  return (
    rows.length === 1 ||
    (rows.length === 2 && !!first?.before && !!next && !next.before && thing(first) === thing(next))
  )
}

/** What was asked for when a draft was made by hand, and the row it holds for the form. */
export const draftedAct = ({
  rows: [first, next],
}: Pick<ReferenceChange, "rows">): { act: RowAct; row: Row } => {
  if (next?.after) return { act: "SUCCEED", row: next.after }
  if (!first?.after) return { act: "REMOVE", row: first?.before ?? {} }
  return { act: first.before ? "CORRECT" : "ADD", row: first.after }
}

/**
 * Edits a draft that nobody has submitted: the same act with other cells or another reason, judged anew on what stands now.
 * @throws ForbiddenError; ConcurrentEditError with both versions when somebody else has edited or submitted it meanwhile, or the
 * row is no longer as it was seen; RuleBrokenError for one from a file; InvalidInputError field by field
 */
export const editDraft = async (
  d: OfficeDependencies,
  input: { changeId: string; revision: number; row: Row; reason: string; actor: Actor },
): Promise<void> => {
  const { changeId, revision, reason } = input
  const draft = await getReferenceChange(changeId)
  const table = tableOf(draft.table)
  const actor = await authorise(d, input.actor, draftRight(table.id), {
    kind: "referenceChange",
    id: changeId,
  })
  const now = await readTableNow(table, dayOf(d.clock.now()))
  if (draft.revision !== revision) throw editedMeanwhile(now, draft, input)
  if (draft.fileName !== null || !isOneAct(draft) || draftedAct(draft).act === "REMOVE")
    throw new RuleBrokenError(
      "Dự thảo nhập từ tệp, của nhiều dòng, hoặc để xóa dòng, thì không sửa. Hãy rút rồi soạn lại.",
    )
  const { act } = draftedAct(draft)
  const [first] = draft.rows
  const before = first?.before ?? null
  const row = table.complete?.(input.row, now.office) ?? input.row
  const rows = rowsOfAct(now, { act, key: before ? (first?.key ?? null) : null, before, row })
  const event = judgeDraft(now, {
    rows,
    reason,
    fieldOf: ({ field }) => (field ? { field: `cells.${field}` } : {}),
  })
  await d.store.inTransaction(async (session) => {
    const current = await getReferenceChange(changeId, session)
    if (current.revision !== revision) throw editedMeanwhile(now, current, input)
    const step = advance(referenceChangeChart, current.workflow, event, actor, d.clock.now())
    await appendAuditEntries([entryOf(step, { kind: "referenceChange", id: changeId }, actor)], session)
    const left: DraftVersion = { revision, rows: current.rows, reason: current.reason }
    await saveReferenceChange(changeId, revision, step.snapshot, session, {
      rows,
      reason,
      effectiveFrom: event.effectiveFrom,
      earlier: [...(current.earlier ?? []), left],
    })
  })
}

/** Says what stood there when the form was opened, and what stands there now. */
function editedMeanwhile(
  table: TableNow,
  now: ReferenceChange,
  mine: { revision: number; row: Row; reason: string },
): ConcurrentEditError {
  const then = now.earlier?.find(({ revision }) => revision === mine.revision)
  const changed = then ? rowDifferences(table, draftedAct(then).row, draftedAct(now).row, mine.row) : []
  const reasons: FieldConflict[] =
    then && then.reason !== now.reason
      ? [
          {
            field: "Lý do, căn cứ của thay đổi",
            before: then.reason,
            now: now.reason,
            mine: mine.reason,
            take: { reason: now.reason },
          },
        ]
      : []
  const { drafted } = now.workflow.context
  const whose = drafted
    ? { by: table.office.people.get(drafted.by)?.fullName ?? drafted.by, at: drafted.at }
    : {}
  return new ConcurrentEditError(
    now.workflow.value === "drafted"
      ? "Dự thảo này vừa được sửa ở nơi khác. Những gì bạn đã nhập còn ở dưới."
      : "Dự thảo này đã được trình hoặc rút trong lúc bạn sửa nên không sửa được nữa.",
    {
      changed: [...changed, ...reasons].map((line) => ({ ...line, ...whose })),
      ...(whose.by ? { by: whose.by } : {}),
      currentRevision: now.revision,
      made: { on: { revision: String(mine.revision) }, against: { revision: String(now.revision) } },
    },
  )
}
