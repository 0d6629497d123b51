import type { RegistrationEvent } from "#models/registration/events.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { moveAll, proposeByRules, type RefusedMove } from "../propose-by-rules.server.ts"
import { headId, specialistId } from "./absences.ts"
import type { BusyOffice } from "./busy-office.server.ts"
import type { Course } from "./review-plan.ts"

/** The registrations of one review, and what was refused on the way. */
export type Review = {
  campaignId: string
  courses: ReadonlyMap<string, Course>
  refused: RefusedMove[]
}

const REVIEWERS = ["thamdinh.thu", "thamdinh.son"] as const

const inState = ({ campaignId }: Review, ...states: string[]) => findAllRegistrations(campaignId, states)
const courseOf = ({ courses }: Review, { id }: Pick<Registration, "id">): Course =>
  courses.get(id) ?? { batch: 0, returns: 0, byHeadFirst: false, opinion: "NONE" }

/** Units answer what of this batch is not answered yet, and what came back to them. */
export const propose = async (
  office: BusyOffice,
  review: Review,
  batch: number,
  { alsoReturned = true } = {},
): Promise<void> => {
  const open = (await inState(review, "drafting", ...(alsoReturned ? ["returned"] : []))).filter(
    (one) => courseOf(review, one).batch <= batch,
  )
  const specialists = await peopleOf(office, open, specialistId)
  const staff = { specialistOf: (agencyId: string) => specialists.get(agencyId) as Actor }
  const { campaignId, refused } = review
  refused.push(...(await proposeByRules(office.d, { campaignId, staff, registrations: open })))
}

/** Heads sign off, or send back what they find wanting. */
export const signOff = async (office: BusyOffice, review: Review, agencies?: readonly string[]) => {
  const waiting = (await inState(review, "awaitingUnitHead")).filter(
    ({ agencyId }) => !agencies || agencies.includes(agencyId),
  )
  const heads = await peopleOf(office, waiting, headId)
  await moveEach(
    office,
    review,
    waiting,
    (one) => heads.get(one.agencyId) as Actor,
    (one) => {
      const { byHeadFirst } = courseOf(review, one)
      return byHeadFirst && one.workflow.context.returns.length === 0
        ? { type: "proposal.returnedByHead", reason: "Chưa nêu căn cứ của tiêu chí thanh toán trực tuyến." }
        : { type: "proposal.signedOff" }
    },
  )
}

/** The provincial office takes up what came in: agrees, sends back, or asks the digital agency by a day. */
export const appraise = async (office: BusyOffice, review: Review, opinionBy: IsoDay): Promise<void> => {
  const reviewers = await Promise.all(REVIEWERS.map((id) => office.who(id)))
  const agencies = [
    ...new Set((await inState(review, "registered", "underAppraisal")).map(({ agencyId }) => agencyId)),
  ]
  const reviewerOf = ({ agencyId }: Registration): Actor =>
    reviewers[agencyNumber(agencyId) % reviewers.length] as Actor
  if (agencies.length === 0) return
  await moveEach(office, review, await inState(review, "registered"), reviewerOf, () => ({
    type: "appraisal.started",
  }))
  await moveEach(office, review, await inState(review, "underAppraisal"), reviewerOf, (one) => {
    const { returns, opinion } = courseOf(review, one)
    const { context } = one.workflow
    if (context.returns.length < returns)
      return {
        type: "proposal.returned",
        reason: "Mức độ chưa phù hợp thành phần hồ sơ phải nộp bản chính; đề nghị giải trình.",
      }
    if (opinion !== "NONE" && context.consultation === null)
      return {
        type: "consultation.requested",
        question: "Hệ thống đã sẵn sàng biểu mẫu điện tử cho dịch vụ này chưa?",
        dueOn: opinionBy,
      }
    return { type: "appraisal.agreed", note: "" }
  })
}

/** The digital agency answers, as far as it does. */
export const answerOpinions = async (office: BusyOffice, review: Review): Promise<void> => {
  const asked = (await inState(review, "consulting")).filter(
    (one) => courseOf(review, one).opinion === "ANSWERED",
  )
  const coordinator = await office.who("dieuphoi")
  await moveEach(
    office,
    review,
    asked,
    () => coordinator,
    () => ({
      type: "consultation.answered",
      opinion: "Hệ thống đã có biểu mẫu điện tử, thanh toán trực tuyến.",
    }),
  )
}

export const approve = async (office: BusyOffice, review: Review): Promise<void> => {
  const chief = await office.who("chanhvanphong")
  await moveEach(
    office,
    review,
    await inState(review, "appraised"),
    () => chief,
    () => ({
      type: "approval.granted",
    }),
  )
}

/** Whoever holds a unit's duty today, of those units that have something to do. */
async function peopleOf(
  office: BusyOffice,
  registrations: readonly Registration[],
  idOf: (agencyId: string) => string,
): Promise<Map<string, Actor>> {
  const people = new Map<string, Actor>()
  for (const { agencyId } of registrations)
    if (!people.has(agencyId)) people.set(agencyId, await office.who(idOf(agencyId)))
  return people
}

/** Each person's moves together, as the lists of the screens send them. */
async function moveEach(
  { d }: BusyOffice,
  review: Review,
  registrations: readonly Registration[],
  actorOf: (registration: Registration) => Actor,
  eventOf: (registration: Registration) => RegistrationEvent,
): Promise<void> {
  for (const own of Map.groupBy(registrations, (one) => actorOf(one)).entries()) {
    const [actor, theirs] = own
    const moves = theirs.map((one) => ({ registrationId: one.id, event: eventOf(one) }))
    review.refused.push(...(await moveAll(d, moves, actor)))
  }
}

/** The same share of the units for each appraiser, whatever has come in. */
const agencyNumber = (agencyId: string): number =>
  [...agencyId].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
