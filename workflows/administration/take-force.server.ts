import type { ClientSession } from "mongoose"
import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { takeRegisterTurn } from "#models/long-act/register-turn.server.ts"
import { handOverServices } from "#models/online-service/online-service.repository.server.ts"
import {
  findReferenceChanges,
  getReferenceChange,
  saveReferenceChange,
} from "#models/reference-change/reference-change.repository.server.ts"
import type { ReferenceChange } from "#models/reference-change/reference-change.ts"
import { handOverRegistrations } from "#models/registration/registration.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { referenceChangeChart } from "./chart.ts"
import { findLeadMoves } from "./find-lead-moves.server.ts"
import { beforeChange, isLeadTable, type LeadMove } from "./lead-moves.ts"

/** Services handed over in one transaction: with their registrations and a log line each they stay below five hundred. */
const PIECE = 100

/**
 * Brings confirmed changes into force whose day has come: moves what hangs on them, piece by piece, then notes it. Safe to stop
 * anywhere and to run again: what was handed over is not found again.
 * @returns how many came into force
 */
export const takeForce = async (d: OfficeDependencies): Promise<number> => {
  const today = dayOf(d.clock.now())
  const due = (await findReferenceChanges({ states: ["confirmed"] })).filter(
    ({ effectiveFrom }) => effectiveFrom <= today,
  )
  for (const change of due.toReversed()) {
    await handOverLeads(d, change, today)
    await noteForce(d, change.id)
  }
  return due.length
}

async function noteForce(d: OfficeDependencies, changeId: string): Promise<void> {
  await d.store.inTransaction(async (session) => {
    const change = await getReferenceChange(changeId, session)
    // Another worker was quicker.
    if (change.workflow.value !== "confirmed") return
    const event = { type: "change.tookForce" as const }
    const step = advance(referenceChangeChart, change.workflow, event, SYSTEM_ACTOR, d.clock.now())
    await appendAuditEntries(
      [entryOf(step, { kind: "referenceChange", id: changeId }, SYSTEM_ACTOR)],
      session,
    )
    await saveReferenceChange(changeId, change.revision, step.snapshot, session)
  })
}

async function handOverLeads(d: OfficeDependencies, change: ReferenceChange, today: IsoDay): Promise<void> {
  const { table, rows } = change
  if (!isLeadTable(table)) return
  const directory = await d.store.inTransaction((session) => findUnitDirectory(session))
  if (!directory) return
  const former = beforeChange(table, directory, rows)
  const moves = await findLeadMoves(former, directory, today)
  for (const parted of Map.groupBy(moves, ({ from, to, unit }) => `${from} ${to} ${unit.id}`).values())
    for (let at = 0; at < parted.length; at += PIECE)
      await d.store.inTransaction((session) => handOver(d, change, parted.slice(at, at + PIECE), session))
}

async function handOver(
  d: OfficeDependencies,
  change: ReferenceChange,
  moves: readonly LeadMove[],
  session: ClientSession,
): Promise<void> {
  const [first] = moves
  if (!first) return
  // An opening or a list on its way rests on the services as they are: this waits for it.
  await takeRegisterTurn(session)
  const services = moves.map(({ service }) => service.id)
  const moved = await handOverRegistrations(services, first, session)
  await handOverServices(services, first, session)
  const payload = { from: first.from, to: first.to, changeId: change.id }
  await appendAuditEntries(
    moved.map((id) =>
      auditDraft(
        { subject: { kind: "registration", id }, type: "lead.changed", payload },
        SYSTEM_ACTOR,
        d.clock.now(),
      ),
    ),
    session,
  )
}
