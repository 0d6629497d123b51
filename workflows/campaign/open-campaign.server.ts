import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import {
  findCampaigns,
  getCampaign,
  insertCampaign,
  saveCampaign,
} from "#models/campaign/campaign.repository.server.ts"
import { editionIdOf, type ReviewCampaign } from "#models/campaign/campaign.ts"
import { findCorrections } from "#models/fact-correction/fact-correction.repository.server.ts"
import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import type { ProcedureSnapshot } from "#models/procedure/procedure.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { resolveWaitingOf } from "#models/register-change/register-change.repository.server.ts"
import { insertRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import { advance, begin, entryOf } from "#workflows/advance.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { classify } from "#workflows/classification/classify.ts"
import { contentKeyOf } from "#workflows/classification/content-key.server.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { campaignChart } from "./chart.ts"
import type { EditionDependencies } from "./dependencies.ts"

export type OpenCampaign = {
  year: number
  sequence: number
  kind: "ANNUAL" | "AMENDMENT"
  name: string
  deadlines: ReviewCampaign["deadlines"]
  numberFirst: boolean
  /** Whether the decision is initialled before it is signed. */
  initials?: boolean
  /** Whether each annex is a file of its own. */
  annexesApart?: boolean
  amends: string | null
  /** Services to review; every active one when omitted. */
  serviceIds?: string[]
  /** Asked within the transaction, once it is this opening's turn: whether what it rests on still stands. */
  assertStands?: (session: ClientSession) => Promise<void>
  actor: Actor
}

/**
 * Opens a review campaign: one registration per active service, each with the suggestion of the rules in force today.
 * @throws RuleBrokenError when the register holds nothing to review, ConcurrentEditError when the year and sequence are taken or
 * the register changed meanwhile
 */
export const openCampaign = async (d: EditionDependencies, input: OpenCampaign): Promise<ReviewCampaign> => {
  const id = editionIdOf(input.year, input.sequence)
  await authorise(d, input.actor, "campaign.run", { kind: "campaign", id })
  const at = d.clock.now()
  const today = dayOf(at)
  const registerTurn = await readTurn("REGISTER")
  const regime = await d.reference.regimeOn(today)
  const chosen = input.serviceIds && new Set(input.serviceIds)
  const services = (await findActiveServices()).filter((service) => !chosen || chosen.has(service.id))
  if (services.length === 0)
    throw new RuleBrokenError("Sổ thủ tục chưa có dịch vụ nào để rà soát. Hãy nhập danh sách thủ tục trước.")
  const snapshots = new Map((await findCurrentSnapshots()).map((snapshot) => [snapshot.code, snapshot]))
  const corrected = await findCorrections()
  const corrections = Map.groupBy(corrected, ({ serviceId }) => serviceId)
  const registrations = services.flatMap((service) => {
    const snapshot = snapshots.get(service.procedureCode)
    return snapshot ? [toRegistration(id, service, snapshot, corrections.get(service.id) ?? [], regime)] : []
  })
  const campaign = openedCampaign(input, id, regime.id, today, at)
  await d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session)
    await takeTurn("REGISTER", session, registerTurn)
    await input.assertStands?.(session)
    assertSameCorrections(corrected, await findCorrections(undefined, session))
    await assertNew(id, session)
    await insertCampaign(campaign.campaign, session)
    await appendAuditEntries([campaign.audit], session)
    await insertRegistrations(registrations, session)
    await resolveWaitingOf(
      [...new Set(registrations.map(({ procedureCode }) => procedureCode))],
      ["CHANGED", "REGIME"],
      {
        state: "IN_REVIEW",
        resolvedBy: input.actor.id,
        resolvedByName: input.actor.name,
        resolvedAt: at,
        note: `Đợt rà soát «${input.name}»`,
      },
      session,
    )
    if (input.amends) await recordAmendment(input.amends, id, input.actor, at, session)
  })
  return campaign.campaign
}

/** @throws ConcurrentEditError when somebody opened the same meanwhile */
async function assertNew(id: string, session: ClientSession): Promise<void> {
  const taken = (await findCampaigns(session)).find((one) => one.id === id)
  if (!taken) return
  throw new ConcurrentEditError(`Đợt «${taken.name}» (${id}) vừa được người khác mở. Tải lại trang để xem.`, {
    changed: [],
  })
}

/** @throws ConcurrentEditError when a fact was corrected after the suggestions were made */
function assertSameCorrections(seen: readonly FactCorrection[], now: readonly FactCorrection[]): void {
  const ids = (all: readonly FactCorrection[]) =>
    all
      .map(({ id }) => id)
      .sort()
      .join()
  if (ids(seen) !== ids(now))
    throw new ConcurrentEditError("Có dữ kiện vừa được đính chính trong lúc mở đợt. Hãy mở lại.", {
      changed: [],
    })
}

/** The edition that is being adjusted remembers by which one. */
async function recordAmendment(
  amended: string,
  editionId: string,
  actor: Actor,
  at: Date,
  session: ClientSession,
): Promise<void> {
  const before = await getCampaign(amended, session)
  const step = advance(campaignChart, before.workflow, { type: "amendment.opened", editionId }, actor, at)
  await appendAuditEntries([entryOf(step, { kind: "campaign", id: amended }, actor)], session)
  await saveCampaign(amended, before.revision, step.snapshot, session)
}

function openedCampaign(input: OpenCampaign, id: string, regimeId: string, today: IsoDay, at: Date) {
  const planned = begin(campaignChart, {
    kind: input.kind,
    numberFirst: input.numberFirst,
    initials: input.initials ?? false,
    annexesApart: input.annexesApart ?? false,
    amends: input.amends,
  })
  const step = advance(campaignChart, planned, { type: "campaign.opened" }, input.actor, at)
  const campaign: ReviewCampaign = {
    id,
    year: input.year,
    sequence: input.sequence,
    kind: input.kind,
    name: input.name,
    deadlines: input.deadlines,
    regimeId,
    openedOn: today,
    workflow: step.snapshot,
    revision: 1,
  }
  return { campaign, audit: entryOf(step, { kind: "campaign", id }, input.actor) }
}

function toRegistration(
  campaignId: string,
  service: OnlineService,
  snapshot: ProcedureSnapshot,
  corrections: FactCorrection[],
  regime: LegalRegime,
): Registration {
  return {
    id: `${campaignId}:${service.id}`,
    campaignId,
    serviceId: service.id,
    procedureCode: service.procedureCode,
    procedureName: service.procedureName,
    serviceCode: service.serviceCode,
    unit: service.unit,
    agencyId: service.proposingAgencyId,
    adminLevel: service.adminLevel,
    field: service.field,
    snapshotHash: snapshot.hash,
    contentKey: contentKeyOf(snapshot.procedure),
    suggestion: classify({ procedure: snapshot.procedure, snapshotHash: snapshot.hash, corrections }, regime),
    previousLevel: service.announcedLevel,
    nationalFullProcess: snapshot.procedure.nationalFlags?.isFullProcess ?? null,
    workflow: begin(registrationChart),
    revision: 0,
  }
}
