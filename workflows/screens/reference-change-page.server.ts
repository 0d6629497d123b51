import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import type { RowChange } from "#models/reference-change/reference-change.ts"
import { REFERENCE_CHANGE_STATE_LABELS, type ReferenceChangeState } from "#models/reference-change/states.ts"
import { TABLE_LABELS, type TableId } from "#models/reference-change/table-names.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { changeEffects } from "#workflows/administration/change-effects.server.ts"
import { referenceChangeChart } from "#workflows/administration/chart.ts"
import { isEditable } from "#workflows/administration/edit-draft.server.ts"
import type { ShownEffect } from "#workflows/administration/effects.ts"
import { readTableNow } from "#workflows/administration/judge-change.server.ts"
import { namesOf } from "#workflows/administration/office-data.server.ts"
import { rightTo, STEP_TYPES, type StepType } from "#workflows/administration/step-change.server.ts"
import { differingFields, sameRow } from "#workflows/administration/table-change.ts"
import { cellInWords, rowKey } from "#workflows/administration/table-field.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { takes } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { draftRight, viewRight } from "#workflows/table-rights.ts"
import { type FormulaTrial, trialOf } from "./formula-trial.server.ts"

/** A row of a change: what is done, and what stands in its place now where that is not what the drafter saw. */
export type ChangedRow = {
  key: string
  kind: "ADDED" | "REMOVED" | "CHANGED"
  cells: { label: string; before: string; after: string; now: string | null }[]
}

export type ReferenceChangePage = {
  id: string
  revision: number
  table: { id: TableId; label: string }
  state: ReferenceChangeState
  stateLabel: string
  effectiveFrom: IsoDay
  reason: string
  fileName: string | null
  /** Columns of the table that its file lacked, and columns of the file nobody reads. */
  fileColumns: { absent: string[]; unused: string[] }
  said: { what: string; by: string; at: Date; reason: string | null }[]
  rows: ChangedRow[]
  rowCount: number
  /** Null once it is decided: what moved then stands in the log. */
  effects: { shown: ShownEffect[]; notes: string[]; total: number } | null
  /** Of indicators: their formulas tried on the stored periods, for whoever confirms; null of other tables and once decided. */
  tried: { trials: FormulaTrial[]; left: number } | null
  steps: StepType[]
  /** Why this person may not confirm what waits for confirmation; null where they may, or where it does not wait. */
  whyNot: string | null
  /** Whether this person may edit it: a draft made by hand that nobody has submitted. */
  mayEdit: boolean
}

const SHOWN_ROWS = 200

/** A change with its rows, effects and what this person may do with it. @throws NotFoundError, ForbiddenError */
export const getReferenceChangePage = async (
  d: OfficeDependencies,
  { changeId, actor }: { changeId: string; actor: Actor },
): Promise<ReferenceChangePage> => {
  const change = await getReferenceChange(changeId)
  const table = tableOf(change.table)
  await authorise(d, actor, viewRight(table.id), { kind: "referenceChange", id: changeId })
  const { value, context } = change.workflow
  const now = await readTableNow(table, dayOf(d.clock.now()))
  const names = namesOf(now.office)
  const isOpen = value === "drafted" || value === "submitted"
  const standing = new Map(now.rows.map((row) => [rowKey(table.key, row), row]))
  const changed = ({ key, before, after }: RowChange): ChangedRow => {
    const current = standing.get(key) ?? null
    const isStale = isOpen && !sameRow(table.fields, before, current)
    const fields = isStale ? table.fields : differingFields(table.fields, before, after)
    const words = (row: typeof before) => (field: (typeof fields)[number]) =>
      row ? cellInWords(field, row[field.name], names) || "–" : "–"
    return {
      key,
      kind: !before ? "ADDED" : after ? "CHANGED" : "REMOVED",
      cells: fields.map((field) => ({
        label: field.label,
        before: words(before)(field),
        after: words(after)(field),
        now: isStale ? words(current)(field) : null,
      })),
    }
  }
  const steps = STEP_TYPES.filter(
    (type) => takes(referenceChangeChart, change.workflow, type) && isAllowed(actor, rightTo(type, table)),
  )
  const isAuthor = context.authors.includes(actor.id)
  const isConfirming = (type: StepType) => type === "change.confirmed" || type === "change.refused"
  const nameOf = (id: string) => names[id] ?? id
  const said = (what: string, one: { by: string; at: string; reason?: string } | null) =>
    one ? [{ what, by: nameOf(one.by), at: new Date(one.at), reason: one.reason ?? null }] : []
  return {
    id: change.id,
    revision: change.revision,
    table: { id: table.id, label: TABLE_LABELS[table.id] },
    state: value,
    stateLabel: REFERENCE_CHANGE_STATE_LABELS[value],
    effectiveFrom: change.effectiveFrom,
    reason: change.reason,
    fileName: change.fileName,
    fileColumns: change.fileColumns ?? { absent: [], unused: [] },
    said: [
      ...said("Soạn", context.drafted),
      ...said("Trình xác nhận", context.submitted),
      ...said("Xác nhận", context.confirmed),
      ...said(value === "refused" ? "Không xác nhận" : "Rút", context.ended),
    ],
    rows: change.rows.slice(0, SHOWN_ROWS).map(changed),
    rowCount: change.rows.length,
    effects: isOpen ? await changeEffects(d, change) : null,
    tried: isOpen ? await trialOf(d, change) : null,
    steps: steps.filter((type) => !(isAuthor && isConfirming(type))),
    mayEdit: isEditable(change) && isAllowed(actor, draftRight(table.id)),
    whyNot: value === "submitted" ? whyNotConfirm(isAuthor, steps.some(isConfirming), table) : null,
  }
}

function whyNotConfirm(isAuthor: boolean, hasRight: boolean, { isLaw }: { isLaw: boolean }): string | null {
  const who = isLaw ? "Chánh Văn phòng UBND tỉnh" : "Quản trị hệ thống khác hoặc Chánh Văn phòng UBND tỉnh"
  if (isAuthor) return `Bạn đã soạn hoặc trình thay đổi này nên không tự xác nhận được. Chờ ${who} xác nhận.`
  return hasRight ? null : `Thay đổi này chờ ${who} xác nhận.`
}
