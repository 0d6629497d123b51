import { randomUUID } from "node:crypto"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
import { whyDoubted } from "#models/registration/doubt.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf, type IsoDay, yearOf } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  countPlaces,
  type ReturnCounts,
  type ReturnStanding,
  standingOf,
} from "#models/unit-return/return-standing.ts"
import { getPart, peekReturnNumber } from "#models/unit-return/unit-return.repository.server.ts"
import { type ReturnPart, returnIdOf } from "#models/unit-return/unit-return.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { isAllowed, waysToAct } from "#workflows/permissions.ts"
import { isAtWork } from "#workflows/registration/campaign-takes.server.ts"
import { whyNotTake } from "#workflows/registration/possible-steps.ts"
import { signOff } from "#workflows/registration/steps/sign-off.ts"
import { letterNumber } from "#workflows/unit-return/compose-return.ts"
import { usualPosition, usualSymbol } from "#workflows/unit-return/return-facts.ts"
import { idsAt, readReturns } from "#workflows/unit-return/return-registrations.server.ts"
import type { ReturnDependencies } from "#workflows/unit-return/send-return.server.ts"

/** A service of the return as the head sees it before signing. */
export type ReturnLine = {
  id: string
  revision: number
  serviceCode: string
  procedureName: string
  caseName: string
  level: ServiceLevel | null
  /** Why the suggestion asks for a look; empty where it is sure. */
  doubt: string
  /** Why this person may not sign it off; null when they may. */
  refusal: string | null
}

type PartSummary = Pick<ReturnPart, "sequence" | "at" | "day" | "dueOn" | "left"> & {
  number: string
  byName: string
  count: number
}

export type UnitReturnPage = {
  campaign: Pick<ReviewCampaign, "id" | "name">
  agency: { id: string; name: string }
  today: IsoDay
  dueOn: IsoDay
  counts: ReturnCounts
  standing: ReturnStanding
  parts: PartSummary[]
  /** Wait for the head: those without a doubt, and those that are looked at one by one. */
  clear: ReturnLine[]
  doubtful: ReturnLine[]
  /** Signed off, without a letter yet: they go along with the next. */
  unsent: ReturnLine[]
  /** Null for whoever may not send it, and once the campaign takes nothing more. */
  form: { sendingId: string; nextNumber: number; symbol: string; position: string } | null
}

const SEE = { own: "registration.view", all: "registration.viewAll" } as const

/** @throws ForbiddenError for another unit's return */
const maySee = async (
  d: ReturnDependencies,
  actor: Actor,
  campaignId: string,
  agencyId: string,
): Promise<void> => {
  if (isAllowed(actor, SEE.all)) return
  await authorise(d, actor, SEE.own, { kind: "unitReturn", id: returnIdOf(campaignId, agencyId), agencyId })
}

/**
 * One unit's return: what was sent, what waits for the head, what is still being answered, and the form to send it with.
 * @throws NotFoundError, ForbiddenError
 */
export const getUnitReturn = async (
  d: ReturnDependencies,
  { campaignId, agencyId, actor }: { campaignId: string; agencyId: string; actor: Actor },
): Promise<UnitReturnPage> => {
  await maySee(d, actor, campaignId, agencyId)
  const campaign = await getCampaign(campaignId)
  const today = dayOf(d.clock.now())
  const agency = (await findAgencies()).find(({ id }) => id === agencyId)
  const unit = (await readReturns({ campaignId, agencyId })).get(agencyId)
  if (!agency || !unit) throw new NotFoundError(`Đơn vị «${agencyId}» không có dịch vụ nào trong đợt này.`)
  const counts = countPlaces([...unit.places.values()])
  const dueOn = phaseDaysIn(await clockLedger(d, campaignId), campaign).registerBy
  const waiting = (await findRegistrationsByIds(idsAt(unit, "HEAD"))).map((one) => lineOf(one, actor))
  const maySend = isAllowed(actor, signOff.permission, agencyId) && isAtWork(campaign.workflow.value)
  const last = unit.parts.at(-1)
  return {
    campaign: { id: campaign.id, name: campaign.name },
    agency: { id: agencyId, name: agencyNameOn(agency, today) },
    today,
    dueOn,
    counts,
    standing: standingOf(counts, unit.parts, dueOn, today),
    parts: unit.parts.map(summaryOf).reverse(),
    clear: waiting.filter(({ doubt }) => doubt === ""),
    doubtful: waiting.filter(({ doubt }) => doubt !== ""),
    unsent: (await findRegistrationsByIds(idsAt(unit, "UNSENT"))).map((one) => lineOf(one, actor)),
    form:
      maySend && counts.HEAD + counts.UNSENT > 0
        ? {
            sendingId: randomUUID(),
            nextNumber: await peekReturnNumber(agencyId, yearOf(today)),
            symbol: last?.symbol ?? usualSymbol(agency, today),
            position: last?.by.id === actor.id ? last.position : usualPosition(agency),
          }
        : null,
  }
}

/** A sending for whoever may see the unit's return. @throws NotFoundError, ForbiddenError */
export const getReturnPart = async (
  d: ReturnDependencies,
  input: { campaignId: string; agencyId: string; sequence: number; actor: Actor },
): Promise<ReturnPart> => {
  const { campaignId, agencyId, sequence, actor } = input
  await maySee(d, actor, campaignId, agencyId)
  return getPart(campaignId, agencyId, sequence)
}

const summaryOf = (part: ReturnPart): PartSummary => {
  const { sequence, at, day, dueOn, left, by, rows } = part
  return { sequence, at, day, dueOn, left, number: letterNumber(part), byName: by.name, count: rows.length }
}

function lineOf(one: Registration, actor: Actor): ReturnLine {
  const { suggestion, workflow } = one
  const reasons = waysToAct(actor, signOff.permission, one.agencyId).map((way) =>
    whyNotTake(signOff, one, way),
  )
  return {
    id: one.id,
    revision: one.revision,
    serviceCode: one.serviceCode,
    procedureName: one.procedureName,
    caseName: registeredCaseName(one),
    level: workflow.context.proposal?.level ?? null,
    doubt: suggestion.sure ? "" : whyDoubted(suggestion),
    refusal: reasons.includes(null) ? null : (reasons[0] ?? null),
  }
}
