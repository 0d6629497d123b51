import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { findDelegations, insertDelegation } from "#models/delegation/delegation.repository.server.ts"
import { type Delegation, groundInWords } from "#models/delegation/delegation.ts"
import { dayOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { findPeople } from "#models/user/user.repository.server.ts"
import { advance, begin, entryOf } from "#workflows/advance.ts"
import { forbidden, type OfficeDependencies, recordDenials } from "#workflows/authorise.server.ts"
import { delegationChart } from "./chart.ts"
import { type DelegationDraft, delegationFaults } from "./delegation-faults.ts"
import { tellOfDelegation } from "./tell-of-delegation.server.ts"
import { mayDecide, mayMake } from "./who-decides.ts"

/**
 * Has an absent person's work done by a deputy for some days. Made by whoever answers for the unit it holds at once; made by the
 * absent person or an administrator it waits for a second person.
 * @returns its id
 * @throws ForbiddenError (with its audit line), InvalidInputError field by field
 */
export const makeDelegation = async (
  d: OfficeDependencies,
  { draft, actor }: { draft: DelegationDraft; actor: Actor },
): Promise<string> => {
  const id = randomUUID()
  if (!mayMake(actor, draft)) {
    const subject = { kind: "delegation", id }
    await recordDenials(d, actor, [{ subject, action: "delegation.oversee" }])
    throw forbidden("delegation.oversee", false)
  }
  const at = d.clock.now()
  const today = dayOf(at)
  await d.store.inTransaction(async (session) => {
    // Of two that are made at once the second sees the first: nobody hands on what they deputise for.
    await takeTurn("OFFICE_DATA", session)
    const people = new Map((await findPeople(session)).map((person) => [person.id, person]))
    const principal = people.get(draft.principalId)
    const deputy = people.get(draft.deputyId)
    const faults = delegationFaults(draft, {
      principal,
      deputy,
      others: await findDelegations(null, session),
      today,
    })
    if (faults.length > 0 || !principal || !deputy)
      throw new InvalidInputError(faults[0]?.message ?? "Chọn người vắng mặt và người làm thay.", faults)
    const says = {
      ...draft,
      grants: [...draft.grants],
      areas: draft.areas && [...draft.areas],
      document: draft.document.trim(),
      reason: draft.reason.trim(),
      position: draft.position.trim().toLocaleUpperCase("vi"),
      principalName: principal.fullName,
      deputyName: deputy.fullName,
      madeOn: today,
    }
    const event = {
      type: "delegation.made" as const,
      principalId: says.principalId,
      deputyId: says.deputyId,
      principalName: "",
      deputyName: "",
      from: says.from,
      to: says.to,
      ground: groundInWords(says),
      digest: digestOf(says),
      atOnce: mayDecide(actor, draft),
    }
    const step = advance(delegationChart, begin(delegationChart), event, actor, at)
    const delegation: Delegation = { id, ...says, workflow: step.snapshot, revision: 1 }
    await insertDelegation(delegation, session)
    await appendAuditEntries([entryOf(step, { kind: "delegation", id }, actor)], session)
    await tellOfDelegation(delegation, actor, at, session)
  })
  return id
}
