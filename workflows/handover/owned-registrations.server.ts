import { lastHandsOf } from "#models/audit/last-hand.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import {
  findRegistrations,
  type RegistrationRow,
} from "#models/registration/registration-list.repository.server.ts"
import { REGISTRATION_STATE_LABELS, type RegistrationState } from "#models/registration/states.ts"
import type { Action } from "#workflows/permissions.ts"
import { holderOf } from "#workflows/registration/held-by.ts"
import type { OwnedItem } from "./owned-item.ts"

/** In these states a registration is in somebody's hand: what puts it there, and what whoever has it must be allowed. */
const IN_HAND: Partial<Record<RegistrationState, { by: readonly string[]; right: Action; judges: boolean }>> =
  {
    drafting: { by: ["draft.saved", "fact.corrected"], right: "registration.propose", judges: false },
    returned: {
      by: ["draft.saved", "fact.corrected", "proposal.submitted"],
      right: "registration.propose",
      judges: false,
    },
    underAppraisal: {
      by: ["appraisal.started", "consultation.requested"],
      right: "registration.appraise",
      judges: true,
    },
    consulting: { by: ["consultation.requested"], right: "registration.appraise", judges: true },
  }
const STATES = Object.keys(IN_HAND) as RegistrationState[]
const PAGE = 500

/** Registrations of running reviews that are in somebody's hand, by whose. */
export const registrationsInHand = async (): Promise<Map<string, OwnedItem[]>> => {
  const open = await openRegistrations()
  const owned = new Map<string, OwnedItem[]>()
  for (const [state, { by, right, judges }] of Object.entries(IN_HAND)) {
    const inState = open.filter(({ workflow }) => workflow.value === state)
    const add = (personId: string, row: RegistrationRow) =>
      owned.set(personId, [...(owned.get(personId) ?? []), itemOf(row, right, judges)])
    // Who has an appraisal in hand it says itself; of what was taken up before that was kept the log's last word tells.
    for (const row of inState) for (const id of personsHolding(row)) add(id, row)
    const rows = new Map(
      inState.filter((row) => personsHolding(row).length === 0).map((row) => [row.id, row]),
    )
    for (const { id, personId } of await lastHandsOf("registration", [...rows.keys()], by)) {
      const row = rows.get(id)
      if (row) add(personId, row)
    }
  }
  return owned
}

const personsHolding = (row: RegistrationRow): string[] => {
  const holder = holderOf(row)
  return holder ? [holder.onBehalfOf ?? holder.by] : []
}

const itemOf = (row: RegistrationRow, right: Action, judges: boolean): OwnedItem => ({
  kind: "REGISTRATION",
  id: row.id,
  name: `${row.serviceCode} ${row.procedureName}`,
  state: REGISTRATION_STATE_LABELS[row.workflow.value],
  right,
  agencyId: row.agencyId,
  notBy: judges ? row.workflow.context.proposers : [],
  instead: null,
})

async function openRegistrations(): Promise<RegistrationRow[]> {
  const open: RegistrationRow[] = []
  for (const { id } of (await findCampaigns()).filter(isRunning))
    for (let number = 1; ; number += 1) {
      const { rows } = await findRegistrations({ campaignId: id, states: STATES }, { number, size: PAGE })
      open.push(...rows)
      if (rows.length < PAGE) break
    }
  return open
}
