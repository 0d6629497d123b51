import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import {
  findCorrections,
  insertCorrection,
  withdrawCorrections,
} from "#models/fact-correction/fact-correction.repository.server.ts"
import type { CorrectionKind, FactCorrection } from "#models/fact-correction/fact-correction.ts"
import { actsInForceOn } from "#models/legal-basis/legal-act.repository.server.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { RegistrationEvent } from "#models/registration/events.ts"
import { getRegistration, saveSuggested } from "#models/registration/registration.repository.server.ts"
import type { EvidenceFact, Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError, NotFoundError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { rebaseWorkingCopy } from "#models/working-copy/working-copy.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { classify } from "#workflows/classification/classify.ts"
import { readingOf } from "#workflows/classification/correct-facts.ts"
import { readFacts } from "#workflows/classification/facts.ts"
import { statableFact } from "#workflows/classification/statable-facts.ts"
import { assertCampaignTakes, statesOfCampaigns } from "./campaign-takes.server.ts"
import { registrationChart } from "./chart.ts"
import type { RegistrationDependencies } from "./move-registrations.server.ts"
import { changesSince } from "./registration-at.server.ts"

type CorrectFact = { registrationId: string; revision: number; basis: string; actor: Actor } & (
  | { kind: CorrectionKind; factId: string }
  | { kind: "WITHDRAWN"; correctionId: string }
)

/**
 * An officer corrects what was read from a procedure's record, or takes a correction back. The correction stays with the
 * service; the suggestion of this registration is made anew in the same commit, what was drafted is left as it is.
 * @throws ForbiddenError, InvalidInputError, ConcurrentEditError (with what changed), WorkflowRefusedError once submitted
 */
export const correctFact = async (d: RegistrationDependencies, input: CorrectFact): Promise<void> => {
  const { registrationId } = input
  const seen = await getRegistration(registrationId)
  const actor = await authorise(d, input.actor, "registration.propose", {
    kind: "registration",
    id: registrationId,
    agencyId: seen.agencyId,
  })
  if (input.revision !== seen.revision) {
    const since = await changesSince(seen, input.revision, actor)
    throw new ConcurrentEditError(`Đăng ký này vừa được ${since.by} thay đổi. Xem lại rồi đính chính lại.`, {
      ...since,
      currentRevision: seen.revision,
    })
  }
  await d.store.inTransaction((session) => correctWithin(d, { ...input, actor }, session))
  await rebaseWorkingCopy({ registrationId, userId: actor.id }, input.revision, input.revision + 1)
}

async function correctWithin(d: RegistrationDependencies, input: CorrectFact, session: ClientSession) {
  const { actor } = input
  const at = d.clock.now()
  const registration = await getRegistration(input.registrationId, session)
  const procedure = await procedureOf(registration, session)
  const read = readFacts(procedure)
  const before = await findCorrections([registration.serviceId], session)
  const change = changeOf(input, registration, read, before, at)
  const event = eventOf(change, input.basis)
  assertCampaignTakes(event, (await statesOfCampaigns([registration], session)).get(registration.campaignId))
  const step = advance(registrationChart, registration.workflow, event, actor, at)
  await withdrawCorrections(
    change.ended.map(({ id }) => id),
    at,
    session,
  )
  if (change.made) await insertCorrection(change.made, session)
  const corrections = [
    ...before.filter((one) => !change.ended.includes(one)),
    ...(change.made ? [change.made] : []),
  ]
  const { snapshotHash } = registration
  const { evidence } = registration.suggestion
  const regime = await d.getRegime(registration.suggestion.regimeId)
  const isInForce = await actsInForceOn(dayOf(at), session)
  await appendAuditEntries([entryOf(step, { kind: "registration", id: registration.id }, actor)], session)
  await saveSuggested(
    {
      id: registration.id,
      readRevision: input.revision,
      workflow: step.snapshot,
      // Asked when the review opened: a corrected fact changes nothing about other procedures.
      suggestion: classify({ procedure, snapshotHash, corrections, isInForce, evidence }, regime),
    },
    session,
  )
}

async function procedureOf({ snapshotHash, procedureCode }: Registration, session: ClientSession) {
  const found = await findSnapshotsByHash([snapshotHash], session)
  const snapshot = found.find(({ code }) => code === procedureCode)
  if (!snapshot) throw new NotFoundError("Sổ thủ tục không còn bản ghi mà đăng ký này dựa vào.")
  return snapshot.procedure
}

type Change = { made: FactCorrection | null; ended: FactCorrection[]; kind: CorrectFact["kind"] } & Pick<
  FactCorrection,
  "factId" | "value"
>

/** A new word on a fact ends the former ones on it. */
function changeOf(
  input: CorrectFact,
  { serviceId, suggestion }: Registration,
  read: readonly EvidenceFact[],
  before: readonly FactCorrection[],
  at: Date,
): Change {
  const { kind, actor } = input
  if (kind === "WITHDRAWN") {
    const ended = before.find(({ id }) => id === input.correctionId)
    if (!ended) throw new NotFoundError("Đính chính này không còn hiệu lực. Hãy tải lại trang.")
    return { kind, made: null, ended: [ended], factId: ended.factId, value: ended.value }
  }
  const { factId } = input
  const value =
    kind === "STATED"
      ? statableFact(factId)?.value
      : [...suggestion.facts, ...read].find(({ id }) => id === factId)?.value
  if (!value)
    throw new InvalidInputError("Chưa chọn dữ kiện cần đính chính.", [
      { field: "factId", message: "Hãy chọn một dữ kiện trong danh sách." },
    ])
  const made: FactCorrection = {
    id: randomUUID(),
    serviceId,
    kind,
    factId,
    value,
    basis: input.basis.trim(),
    reading: readingOf(read, factId),
    by: actor.id,
    byName: actorInWords(actor),
    at,
    withdrawnAt: null,
  }
  return { kind, made, ended: before.filter((one) => one.factId === factId), factId, value }
}

const eventOf = ({ kind, factId, value }: Change, basis: string): RegistrationEvent => {
  const event = RegistrationEvent.safeParse({ type: "fact.corrected", kind, factId, fact: value, basis })
  if (event.success) return event.data
  throw new InvalidInputError("Chưa ghi căn cứ đính chính.", [
    { field: "basis", message: "Ghi căn cứ của đính chính (ít nhất 5 ký tự)." },
  ])
}
