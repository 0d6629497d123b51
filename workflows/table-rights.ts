import type { TableId } from "#models/reference-change/table-names.ts"
import type { Action } from "./permissions.ts"

/** Tables of office data whose changes others than the administrators may draft, and everyone may see. */
const RIGHTS: Partial<Record<TableId, { view: Action; draft: Action }>> = {
  "chi-tieu-chi-so": { view: "indicator.view", draft: "indicator.setTargets" },
}

/** The right to see a table's changes. */
export const viewRight = (table: TableId): Action => RIGHTS[table]?.view ?? "administration.view"

/** The right to draft, submit and withdraw a change of a table. */
export const draftRight = (table: TableId): Action => RIGHTS[table]?.draft ?? "administration.draft"
