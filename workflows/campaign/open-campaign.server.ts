import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
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
import { endLongAct } from "#models/long-act/long-act.repository.server.ts"
import type { LongAct } from "#models/long-act/long-act.ts"
import { assertRegisterAtRest, OPENING } from "#models/long-act/register-turn.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { resolveWaitingOf } from "#models/register-change/register-change.repository.server.ts"
import { insertMissingRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import { advance, begin, entryOf } from "#workflows/advance.ts"
import { authorise } from "#workflows/authorise.server.ts"
import {
  assertNoActInTheWay,
  beginAct,
  inPieces,
  MOVES_PIECE,
  PIECE,
  type Piece,
  writePieces,
} from "#workflows/long-act/pieces.server.ts"
import { draftRegistrations } from "#workflows/registration/draft-registrations.server.ts"
import { isReviewed, readScopes } from "#workflows/scope/read-scopes.server.ts"
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
  /** Why some services are amended within the year. */
  ground?: string
  /** Services to review; every active one when omitted. */
  serviceIds?: string[]
  /** Asked within the transaction, once it is this opening's turn: whether what it rests on still stands. */
  assertStands?: (session: ClientSession) => Promise<void>
  actor: Actor
}

/**
 * Opens a review campaign: one registration per active service, each with the suggestion of the rules in force today. Written in
 * pieces; the last makes it visible.
 * @throws RuleBrokenError when the register holds nothing to review, ConcurrentEditError when the year and sequence are taken or
 * the register changed meanwhile
 */
export const openCampaign = async (d: EditionDependencies, asked: OpenCampaign): Promise<ReviewCampaign> => {
  const { assertStands, actor: asker, ...input } = asked
  const id = editionIdOf(input.year, input.sequence)
  const actor = await authorise(d, asker, "campaign.run", { kind: "campaign", id })
  const at = d.clock.now()
  const registerTurn = await readTurn("REGISTER")
  const prepared = await prepareOpening(d, { ...input, actor }, at)
  const begun = await d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session)
    await takeTurn("REGISTER", session, registerTurn)
    await assertRegisterAtRest(session)
    await assertStands?.(session)
    assertSameCorrections(prepared.corrections, await findCorrections(undefined, session))
    await assertNew(id, session)
    await assertNoActInTheWay({ campaignId: id, event: "campaign.opened", beginning: true }, session)
    await insertCampaign(prepared.planned, session)
    return beginAct(d, { campaignId: id, kind: OPENING, by: actor, at, input }, session)
  })
  return finishOpening(d, begun, prepared)
}

/** Goes on with an opening that was left behind in the middle, on the day it was asked. */
export const resumeOpening = async (d: EditionDependencies, left: LongAct): Promise<ReviewCampaign> => {
  const asked = { ...(left.input as Omit<OpenCampaign, "actor">), actor: left.by }
  const prepared = await prepareOpening(d, asked, left.at)
  const { campaignId, kind, by, at, input } = left
  const begun = await d.store.inTransaction((session) =>
    beginAct(d, { campaignId, kind, by, at, input }, session),
  )
  return finishOpening(d, begun, prepared)
}

/** Those of the province: whose scope nobody settled yet, and branches of central bodies, are in no review. */
async function reviewedOn(day: IsoDay, services: readonly OnlineService[]): Promise<OnlineService[]> {
  const scopes = await readScopes(day)
  const agencies = new Map((await findAgencies()).map((agency) => [agency.id, agency]))
  return services.filter((service) => isReviewed(service, scopes, agencies))
}

const nothingToReview = (known: number): RuleBrokenError =>
  new RuleBrokenError(
    known === 0
      ? "Sổ thủ tục chưa có dịch vụ nào để rà soát. Hãy nhập danh sách thủ tục trước."
      : `Không dịch vụ nào trong ${formatNumber(known)} dịch vụ được chọn thuộc phạm vi của tỉnh: thủ tục chưa rõ phạm vi, hoặc do cơ quan ngành dọc thực hiện. Hãy xác định ở trang «Phạm vi» trước khi mở đợt.`,
  )

type Opening = {
  planned: ReviewCampaign
  registrations: Registration[]
  corrections: FactCorrection[]
  amends: string | null
}

async function prepareOpening(d: EditionDependencies, input: OpenCampaign, at: Date): Promise<Opening> {
  const today = dayOf(at)
  const regime = await d.reference.regimeOn(today)
  const chosen = input.serviceIds && new Set(input.serviceIds)
  const known = (await findActiveServices()).filter((service) => !chosen || chosen.has(service.id))
  const services = await reviewedOn(today, known)
  if (services.length === 0) throw nothingToReview(known.length)
  const corrections = await findCorrections()
  const id = editionIdOf(input.year, input.sequence)
  const registrations = await draftRegistrations({
    campaignId: id,
    regime,
    day: today,
    services,
    corrections,
  })
  return {
    planned: plannedCampaign(input, id, regime.id, today),
    registrations,
    corrections,
    amends: input.amends,
  }
}

/** The registrations and what waited for a review, piece by piece; then the campaign is open. */
async function finishOpening(
  d: EditionDependencies,
  act: LongAct,
  { planned, registrations, amends }: Opening,
): Promise<ReviewCampaign> {
  const { by, at, campaignId } = act
  const taken = {
    state: "IN_REVIEW" as const,
    resolvedBy: by.id,
    resolvedByName: by.name,
    resolvedAt: at,
    note: `Đợt rà soát «${planned.name}»`,
    reviewId: campaignId,
  }
  const codes = [...new Set(registrations.map(({ procedureCode }) => procedureCode))]
  await writePieces(d, act, [
    ...inPieces(registrations, PIECE).map(
      (part): Piece =>
        (session) =>
          insertMissingRegistrations(part, session),
    ),
    ...inPieces(codes, MOVES_PIECE).map(
      (part): Piece =>
        (session) =>
          resolveWaitingOf(part, ["CHANGED", "REGIME"], taken, session),
    ),
  ])
  return d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session)
    const step = advance(campaignChart, planned.workflow, { type: "campaign.opened" }, by, at)
    await appendAuditEntries([entryOf(step, { kind: "campaign", id: campaignId }, by)], session)
    await saveCampaign(campaignId, planned.revision, step.snapshot, session)
    if (amends) await recordAmendment(amends, campaignId, by, at, session)
    await endLongAct(act, session)
    return { ...planned, workflow: step.snapshot, revision: planned.revision + 1 }
  })
}

/** @throws ConcurrentEditError when somebody opened the same meanwhile */
async function assertNew(id: string, session: ClientSession): Promise<void> {
  const taken = (await findCampaigns(session, { withPlanned: true })).find((one) => one.id === id)
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

function plannedCampaign(input: OpenCampaign, id: string, regimeId: string, today: IsoDay): ReviewCampaign {
  const { year, sequence, kind, name, deadlines, numberFirst, amends } = input
  const { initials = false, annexesApart = false, ground } = input
  const workflow = begin(campaignChart, { kind, numberFirst, initials, annexesApart, amends })
  return {
    id,
    year,
    sequence,
    kind,
    name,
    deadlines,
    ...(ground ? { ground } : {}),
    regimeId,
    openedOn: today,
    workflow,
    revision: 0,
  }
}
