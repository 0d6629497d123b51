import { findAttachments } from "#models/attachment/attachment.repository.server.ts"
import type { Attachment } from "#models/attachment/attachment.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { findCorrections } from "#models/fact-correction/fact-correction.repository.server.ts"
import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
import type { Holder, RegistrationContext } from "#models/registration/context.ts"
import { openLetters } from "#models/registration/doubt.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import {
  findNextRegistrationId,
  findTwins,
} from "#models/registration/registration-list.repository.server.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { findComments } from "#models/registration-comment/registration-comment.repository.server.ts"
import type { RegistrationComment } from "#models/registration-comment/registration-comment.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { WorkingCopy } from "#models/working-copy/working-copy.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { correctFacts } from "#workflows/classification/correct-facts.ts"
import { certaintyOf, type FactCertainty } from "#workflows/classification/fact-certainty.ts"
import { readFacts } from "#workflows/classification/facts.ts"
import { phaseDaysIn } from "#workflows/clocks/campaign-clocks.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { evidenceOf } from "#workflows/evidence/evidence-lists.server.ts"
import type { Likeness } from "#workflows/evidence/likeness.ts"
import type { Tally } from "#workflows/evidence/tally.ts"
import { peopleWhoSee } from "#workflows/registration/add-comment.server.ts"
import { alikeDoubts as servicesAlike } from "#workflows/registration/answer-together.server.ts"
import { askableUnits } from "#workflows/registration/asked-unit.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { holdersOf } from "#workflows/registration/holders.server.ts"
import { assertMaySee } from "#workflows/registration/may-see.server.ts"
import { assignableTo } from "#workflows/registration/name-holder.ts"
import { offeredEvents } from "#workflows/registration/offered-events.server.ts"
import { copiesOf, type OlderCopy } from "#workflows/registration/older-copy.ts"
import { replay } from "#workflows/registration/registration-at.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { type Round, roundsOf } from "#workflows/registration/rounds.ts"
import { visibleFilter } from "#workflows/registration/visible-registrations.server.ts"
import { ownWorkingCopy } from "#workflows/registration/working-copy.server.ts"
import { type ActsToCite, actsToCite } from "./acts-to-cite.server.ts"
import { type AfterClose, afterClose } from "./after-close.server.ts"
import { type AuditLine, describeEntry } from "./describe-entry.server.ts"
import { likenessOf } from "./likeness-of.server.ts"
import { type OverruledPoint, overruledPoints } from "./overruled-points.ts"
import { agencyNames } from "./registration-list.server.ts"

export type RegistrationPageDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "agencies" | "officeRulesOn" | "regime" | "regimeOn" | "workCalendar">
}

export type RegistrationPage = {
  registration: Omit<Registration, "workflow"> & { state: RegistrationState }
  context: RegistrationContext
  /** Which of the procedure's services it is; empty where there is none to tell apart. */
  caseName: string
  agencyName: string
  campaign: Pick<ReviewCampaign, "id" | "name" | "deadlines">
  today: IsoDay
  regime: LegalRegime
  /** The content the suggestion was made from; null only if the register lost it. */
  procedure: Procedure | null
  /** False when the register has taken a newer content of the procedure since. */
  isProcedureCurrent: boolean
  /** How sure each fact of the suggestion is, by its id. */
  certainties: Record<string, FactCertainty>
  /** What officers corrected of the facts of this service: in force, and lapsed because the record says otherwise now. */
  corrections: { standing: FactCorrection[]; lapsed: FactCorrection[] }
  /** Acts the reason of a partial service may rest on today. */
  actsToCite: ActsToCite
  /** Files laid beside the answers. */
  attachments: Attachment[]
  /** What other provinces and the ministries say of the procedure; for reference only. */
  others: Tally
  /** How the nation marks the procedures most like this one; for reference only. */
  likeness: Likeness
  /** Services of this campaign with the same papers and steps that stand at another level. */
  unlike: {
    id: string
    serviceCode: string
    procedureName: string
    agencyName: string
    level: ServiceLevel
  }[]
  /** What this person typed on what is saved now, and did not save; null when nothing. */
  workingCopy: WorkingCopy | null
  /** What they typed on an older revision and what of it differs from what is saved now; null when nothing does. */
  olderCopy: OlderCopy | null
  /** The version of what is kept of them; empty when nothing is. */
  copyVersion: string
  /** Who looks. */
  viewerId: string
  overruled: OverruledPoint[]
  /** By the letter of an open criterion: how many services of the unit leave it open for the same sentence, this one included. */
  alikeDoubts: Record<string, number>
  possible: RegistrationEventType[]
  /** What became of it where its review closed before it was done; null where it was not missed. */
  afterClose: AfterClose | null
  /** Who has the appraisal in hand; null: nobody. */
  holder: Holder | null
  /** Units this person may ask for an opinion. */
  askable: { id: string; name: string }[]
  /** Whom this person may give it to. */
  assignable: { id: string; name: string }[]
  /** Names of the people in `context`, by id. */
  names: Record<string, string>
  /** What changed since each return, the last first. */
  rounds: Round[]
  /** What was said of it, and whom one may mention. */
  comments: RegistrationComment[]
  mentionable: { id: string; name: string }[]
  history: AuditLine[]
  /** The next one of the same list, null at its end. */
  nextId: string | null
}

/**
 * Everything the screen of one registration shows to this person.
 * @throws NotFoundError, ForbiddenError (with its audit line) for another agency's registration
 */
export const getRegistrationPage = async (
  d: RegistrationPageDependencies,
  input: { registrationId: string; query: RegistrationQuery; actor: Actor },
): Promise<RegistrationPage> => {
  const { actor } = input
  const { workflow, ...registration } = await getRegistration(input.registrationId)
  await assertMaySee(d, actor, { ...registration, workflow })
  const today = dayOf(d.clock.now())
  const [rules, campaign] = await Promise.all([
    d.reference.officeRulesOn(today),
    getCampaign(registration.campaignId),
  ])
  const [
    regime,
    snapshots,
    trail,
    agencies,
    corrections,
    workingCopy,
    others,
    likeness,
    twins,
    attachments,
    nextId,
    possible,
    comments,
    staff,
    ledger,
    holderIn,
  ] = await Promise.all([
    d.reference.regime(registration.suggestion.regimeId),
    findSnapshotsByHash([registration.snapshotHash]),
    findAuditTrail("registration", registration.id).then((entries) => withNames(entries)),
    agencyNames(d),
    findCorrections([registration.serviceId]),
    ownWorkingCopy(registration.id, actor),
    evidenceOf(registration.procedureCode),
    likenessOf(registration.procedureCode),
    findTwins(registration),
    findAttachments(registration.id),
    findNextInList(d, input),
    offeredEvents({ ...registration, workflow }, actor, {
      campaign: campaign.workflow.value,
      day: today,
      rules,
    }),
    findComments(registration.id),
    staffOn(today),
    clockLedger(d, campaign.id),
    holdersOf([{ workflow }]),
  ])
  const context = workflow.context
  const snapshot = snapshots.find(({ code }) => code === registration.procedureCode)
  const [cited, alikeDoubts, units] = await Promise.all([
    actsToCite(snapshot?.procedure ?? null, regime, today),
    possible.includes("draft.saved") ? alikeCounts({ ...registration, workflow }) : {},
    possible.includes("consultation.requested") ? d.reference.agencies() : [],
  ])
  return {
    registration: { ...registration, state: workflow.value },
    context,
    caseName: registeredCaseName({ ...registration, workflow }),
    agencyName: agencies.get(registration.agencyId) ?? registration.agencyId,
    campaign: {
      id: campaign.id,
      name: campaign.name,
      deadlines: phaseDaysIn(ledger, campaign),
    },
    today,
    actsToCite: cited,
    regime,
    procedure: snapshot?.procedure ?? null,
    isProcedureCurrent: snapshot?.current ?? false,
    certainties: Object.fromEntries(
      registration.suggestion.facts.map((fact) => [fact.id, certaintyOf(fact)]),
    ),
    corrections: correctFacts(snapshot ? readFacts(snapshot.procedure) : [], corrections),
    ...copiesOf(workingCopy, registration, context),
    unlike: twins
      .filter(({ level }) => level !== (context.proposal?.level ?? registration.suggestion.level))
      .map(({ agencyId, ...twin }) => ({ ...twin, agencyName: agencies.get(agencyId) ?? agencyId })),
    attachments,
    others,
    likeness,
    viewerId: actor.id,
    alikeDoubts,
    overruled: context.proposal ? overruledPoints(context.proposal, registration.suggestion, regime) : [],
    possible,
    afterClose: afterClose(workflow.value, campaign),
    askable: possible.includes("consultation.requested") ? askableUnits(registration, units, today) : [],
    holder: holderIn({ workflow }),
    assignable: possible.includes("appraisal.assigned")
      ? assignableTo({ workflow }, staff).map(({ id, name }) => ({ id, name }))
      : [],
    rounds: roundsOf(context.returns, writtenIn(trail)),
    comments,
    mentionable: peopleWhoSee({ ...registration, workflow }, staff).map(({ id, name }) => ({ id, name })),
    names: Object.fromEntries(
      trail.flatMap(({ by, byName, onBehalfOf }) => [
        [by, byName || by],
        ...(onBehalfOf ? [[onBehalfOf.personId, onBehalfOf.name]] : []),
      ]),
    ),
    history: trail.map(describeEntry).reverse(),
    nextId,
  }
}

/** What the proposal said after each step, and how often it had been returned by then. */
const writtenIn = (trail: readonly AuditEntry[]) => {
  const steps = trail.filter(({ machineVersion }) => machineVersion !== null)
  return replay(registrationChart, steps)
    .slice(1)
    .map(({ context }, index) => ({
      proposal: context.proposal,
      returns: context.returns.length,
      by: steps[index]?.by ?? "",
      at: steps[index]?.at ?? "",
    }))
}

async function alikeCounts(registration: Registration): Promise<Record<string, number>> {
  const letters = openLetters(registration.suggestion, registration.workflow.context.proposal)
  const counted = letters.map(
    async (letter) => [letter, (await servicesAlike(registration, letter)).rows.length] as const,
  )
  return Object.fromEntries(await Promise.all(counted))
}

/**
 * The next registration after this one in the list the person came from; null at its end, or where the list's filter no
 * longer holds anything for them.
 */
export const findNextInList = async (
  d: OfficeDependencies,
  input: { registrationId: string; query: RegistrationQuery; actor: Actor },
): Promise<string | null> => {
  const campaign = input.query.campaign ?? input.registrationId.split(":")[0]
  try {
    const { filter } = await visibleFilter(d, input.actor, { ...input.query, campaign })
    return await findNextRegistrationId(filter, input.registrationId)
  } catch (error) {
    if (isOfficeError(error)) return null
    throw error
  }
}
