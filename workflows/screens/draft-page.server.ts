import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { draftedAct, isEditable } from "#workflows/administration/edit-draft.server.ts"
import { readOfficeData } from "#workflows/administration/office-data.server.ts"
import { cellsInForm, type RowAct } from "#workflows/administration/row-form.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { draftRight } from "#workflows/table-rights.ts"
import { optionsOf, type RowPage, type TableView, viewOf } from "./administration-pages.server.ts"

export type DraftPage = {
  id: string
  revision: number
  table: TableView
  act: RowAct
  values: Record<string, string>
  reason: string
  options: RowPage["options"]
}

/** A draft made by hand, to be edited before it is submitted. @throws ForbiddenError, NotFoundError, RuleBrokenError */
export const getDraftPage = async (
  d: OfficeDependencies,
  { changeId, actor }: { changeId: string; actor: Actor },
): Promise<DraftPage> => {
  const draft = await getReferenceChange(changeId)
  await authorise(d, actor, draftRight(draft.table), { kind: "referenceChange", id: changeId })
  if (!isEditable(draft))
    throw new RuleBrokenError("Chỉ dự thảo soạn bằng tay, chưa trình, mới sửa được. Xem lại thay đổi này.")
  const table = tableOf(draft.table)
  const { act, row } = draftedAct(draft)
  return {
    id: draft.id,
    revision: draft.revision,
    table: viewOf(table),
    act,
    values: cellsInForm(table.fields, row),
    reason: draft.reason,
    options: optionsOf(await readOfficeData(dayOf(d.clock.now()))),
  }
}
