import { type AppLoadContext, data, redirect } from "@remix-run/node"
import { draftRowChange } from "#workflows/administration/draft-change.server.ts"
import { rowFormOf, rowOfForm } from "#workflows/administration/row-form.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { attempt, read } from "./attempt.ts"
import { parseForm } from "./parse-form.ts"
import { paths } from "./paths.ts"
import { requireActor } from "./require-actor.server.ts"

/** Takes the form of a row, new or known: leads to the draft, or answers with what is wrong and what was typed. */
export const draftRow = async (
  request: Request,
  context: AppLoadContext,
  { tableId, key }: { tableId: string; key: string | null },
) => {
  const actor = await requireActor(request, context)
  const table = await read(() => tableOf(tableId))
  const form = await parseForm(request, rowFormOf(table.fields))
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { act, seen, reason, cells } = form.value
  const outcome = await attempt(() =>
    draftRowChange(context.runtime, {
      table: tableId,
      key,
      act,
      row: rowOfForm(table.fields, cells),
      seen,
      reason,
      actor,
    }),
  )
  if (outcome.ok) return redirect(paths.referenceChange(outcome.value))
  const { errors, status, conflict, message } = outcome
  return data({ errors, values: { ...form.value }, conflict, message }, { status })
}
