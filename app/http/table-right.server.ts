import { tableOf } from "#workflows/administration/tables/index.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { draftRight } from "#workflows/table-rights.ts"
import { read } from "./attempt.ts"

/** The right to draft changes of a table named by the address; 404 for a table there is none of. */
export const tableDraftRight = (table: string | undefined): Promise<Action> =>
  read(() => draftRight(tableOf(table ?? "").id))
