import type { z } from "zod"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditDraft } from "#models/audit/audit-entry.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import type { AUDIT_SHAPES } from "#models/audit/audit-shapes.ts"
import type { Clock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"

type Shapes = (typeof AUDIT_SHAPES)["account"]
type AccountEvent = {
  [Type in keyof Shapes & string]: { type: Type; payload: z.input<Shapes[Type]> }
}[keyof Shapes & string]

/** `clock`: the office's time, by which the log counts. */
export type AccountLog = { store: Pick<Store, "inTransaction">; clock: Clock }

/** Who an account event happened to; a name nobody has is not repeated: people type passwords into the wrong field. */
type Account = { id: string; fullName: string } | null

/** Writes what happened to an account: signing in and out, what failed, what was asked again. */
export const logAccount = async (d: AccountLog, account: Account, event: AccountEvent): Promise<void> => {
  const draft = accountDraft(d, account, event)
  await d.store.inTransaction((session) => appendAuditEntries([draft], session))
}

/** The same as a line still to be written, in the transaction that does it. */
export const accountDraft = (
  { clock }: Pick<AccountLog, "clock">,
  account: Account,
  event: AccountEvent,
): AuditDraft =>
  auditDraft(
    { subject: { kind: "account", id: account?.id ?? "*" }, ...event },
    { id: account?.id ?? "*", name: account?.fullName ?? "" },
    clock.now(),
  )
