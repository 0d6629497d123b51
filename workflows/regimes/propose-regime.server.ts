import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  addLegalRegimes,
  endLegalRegime,
  findLegalRegimes,
} from "#models/legal-regime/legal-regime.repository.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { RegimeProposalEvent, type RegimeProposalEventType } from "#models/regime-proposal/events.ts"
import {
  getRegimeProposal,
  insertRegimeProposal,
  saveRegimeProposal,
} from "#models/regime-proposal/regime-proposal.repository.server.ts"
import { packOf, type RegimeProposal } from "#models/regime-proposal/regime-proposal.ts"
import { addDays, dayOf } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, begin, entryOf, type Step } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { regimeProposalChart } from "./chart.ts"
import { fitFaults, followedBy } from "./fits-others.ts"
import { type PackForm, readPack } from "./read-pack.ts"

/**
 * Writes down a new pack, or a draft of it anew.
 * @returns the proposal's id
 * @throws ForbiddenError, InvalidInputError (field by field), ConcurrentEditError, WorkflowRefusedError once submitted
 */
export const saveRegimeDraft = async (
  d: OfficeDependencies,
  input: { proposalId: string | null; revision: number; form: PackForm; actor: Actor },
): Promise<string> => {
  const { proposalId } = input
  const actor = await authorise(d, input.actor, "regime.propose", {
    kind: "regime",
    id: proposalId ?? input.form.id,
  })
  const pack = readPack(input.form)
  const followed = assertFits(d, pack, await findLegalRegimes())
  const event = { type: "pack.saved" as const, pack }
  if (proposalId) {
    await step(d, { proposalId, revision: input.revision, event, actor })
    return proposalId
  }
  const at = d.clock.now()
  const taken = advance(regimeProposalChart, begin(regimeProposalChart), event, actor, at)
  const proposal: RegimeProposal = {
    id: randomUUID(),
    replaces: followed.id,
    createdAt: at,
    workflow: taken.snapshot,
    revision: 1,
  }
  await d.store.inTransaction(async (session) => {
    await insertRegimeProposal(proposal, session)
    await note(taken, event, proposal.id, actor, session)
  })
  return proposal.id
}

const ACTIONS: Record<Exclude<RegimeProposalEventType, "pack.saved">, Action> = {
  "pack.submitted": "regime.propose",
  "pack.withdrawn": "regime.propose",
  "pack.returned": "regime.approve",
  "pack.approved": "regime.approve",
}

/**
 * Takes a proposed pack a step on. Approved by a second person it stands with the packs, and the one it follows ends the day
 * before it begins; both are one commit.
 * @throws ForbiddenError, InvalidInputError, ConcurrentEditError, WorkflowRefusedError (also for an author who would approve)
 */
export const stepRegimeProposal = async (
  d: OfficeDependencies,
  input: {
    proposalId: string
    revision: number
    type: keyof typeof ACTIONS
    reason: string
    actor: Actor
  },
): Promise<void> => {
  const { proposalId, revision, type } = input
  const actor = await authorise(d, input.actor, ACTIONS[type], { kind: "regime", id: proposalId })
  const event = RegimeProposalEvent.safeParse({ type, reason: input.reason })
  if (!event.success)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "reason", message: event.error.issues[0]?.message ?? "Ghi rõ lý do." },
    ])
  await step(d, { proposalId, revision, event: event.data, actor })
}

async function step(
  d: OfficeDependencies,
  input: { proposalId: string; revision: number; event: RegimeProposalEvent; actor: Actor },
): Promise<void> {
  const { proposalId, revision, event, actor } = input
  await d.store.inTransaction(async (session) => {
    const proposal = await getRegimeProposal(proposalId, session)
    if (proposal.revision !== revision)
      throw new ConcurrentEditError("Đề xuất này vừa được thay đổi. Hãy tải lại rồi làm lại.", {
        changed: [],
        currentRevision: proposal.revision,
      })
    const taken = advance(regimeProposalChart, proposal.workflow, event, actor, d.clock.now())
    if (event.type === "pack.approved") await putInPlace(d, packOf(proposal), session)
    await note(taken, event, proposalId, actor, session)
    await saveRegimeProposal(proposalId, revision, taken.snapshot, session)
  })
}

async function putInPlace(d: OfficeDependencies, pack: LegalRegime, session: ClientSession): Promise<void> {
  // Asked again: packs and days may have moved since it was written.
  const followed = assertFits(d, pack, await findLegalRegimes(session))
  await endLegalRegime(followed.id, addDays(pack.validFrom, -1), session)
  await addLegalRegimes([pack], session)
}

function assertFits(d: OfficeDependencies, pack: LegalRegime, standing: LegalRegime[]): LegalRegime {
  const faults = fitFaults(pack, standing, dayOf(d.clock.now()))
  const followed = followedBy(pack, standing)
  if (faults.length === 0 && followed) return followed
  throw new InvalidInputError("Bộ quy định chưa nối được vào các bộ đang có.", faults)
}

/** The pack itself stands with the proposal; the log names it. Packs are not replayed, so no version of the chart is kept. */
const note = (
  step: Step<string, object>,
  event: RegimeProposalEvent,
  proposalId: string,
  actor: Actor,
  session: ClientSession,
) => {
  const subject = { kind: "regime", id: proposalId } as const
  const draft =
    event.type === "pack.saved"
      ? auditDraft(
          { subject, type: event.type, payload: { regimeId: event.pack.id } },
          actor,
          new Date(step.audit.at),
          step.audit,
        )
      : { ...entryOf(step, subject, actor), machineVersion: null }
  return appendAuditEntries([draft], session)
}
