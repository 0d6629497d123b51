import { findDelegations, getDelegation } from "#models/delegation/delegation.repository.server.ts"
import {
  type Delegation,
  type DelegationStanding,
  type Grant,
  groundInWords,
  standingOn,
} from "#models/delegation/delegation.ts"
import { dayOf, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { type Actor, WORK_AREA_LABELS } from "#models/shared/workflow.ts"
import { findPeople, type Person } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import {
  mayAgree,
  mayDecide,
  mayDecline,
  mayEnd,
  mayMake,
  maySee,
} from "#workflows/delegation/who-decides.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { describeManyAssignments } from "./describe-assignments.server.ts"

type Dependencies = Pick<OfficeDependencies, "clock">

/** A delegation as a line: who for whom, what, when, on what ground, how it stands. */
export type AbsenceRow = Pick<
  Delegation,
  "id" | "principalId" | "principalName" | "deputyId" | "deputyName" | "from" | "to" | "reason"
> & { work: string; areas: string; ground: string; standing: DelegationStanding; waitsForYou: boolean }

export type AbsencePage = {
  today: IsoDay
  /** What this person's own absence, deputising and answering for others comes to; then everybody else's. */
  own: AbsenceRow[]
  others: AbsenceRow[]
  /** Whether this person sees to others' absences. */
  overseesOthers: boolean
}

const PAST: readonly DelegationStanding[] = ["OVER", "ENDED", "DECLINED", "LAPSED"]

/** Absences this person may see, what waits and what runs first. */
export const getAbsencePage = async (d: Dependencies, actor: Actor): Promise<AbsencePage> => {
  const today = dayOf(d.clock.now())
  const visible = (await findDelegations()).filter((one) => maySee(actor, one))
  const rows = await rowsOf(visible, actor, today)
  const isOwn = (row: AbsenceRow) => [row.principalId, row.deputyId].includes(actor.id)
  return {
    today,
    own: rows.filter(isOwn),
    others: rows.filter((row) => !isOwn(row)),
    overseesOthers: oversees(actor),
  }
}

/** One delegation, with what this person may do with it. @throws NotFoundError, also for one they may not see */
export const getDelegationPage = async (
  d: Dependencies,
  input: { id: string; actor: Actor },
): Promise<{
  row: AbsenceRow
  revision: number
  position: string
  madeBy: { name: string; at: Date } | null
  agreedBy: { name: string; at: Date } | null
  closed: { name: string; at: Date; reason: string } | null
  may: { agree: boolean; decline: boolean; end: boolean }
}> => {
  const { id, actor } = input
  const delegation = await getDelegation(id)
  if (!maySee(actor, delegation))
    throw new NotFoundError("Không tìm thấy việc làm thay này. Kiểm tra lại đường dẫn.")
  const today = dayOf(d.clock.now())
  const [row] = await rowsOf([delegation], actor, today)
  const names = new Map((await findPeople()).map((person) => [person.id, person.fullName]))
  const { made, agreed, closed } = delegation.workflow.context
  const done = (one: { by: string; at: string } | null) =>
    one && { name: names.get(one.by) ?? one.by, at: new Date(one.at) }
  const isOpen = delegation.to >= today
  return {
    row: row as AbsenceRow,
    revision: delegation.revision,
    position: delegation.position,
    madeBy: done(made),
    agreedBy: done(agreed),
    closed: closed && { ...(done(closed) as { name: string; at: Date }), reason: closed.reason },
    may: {
      agree: isOpen && mayAgree(actor, delegation),
      decline: isOpen && mayDecline(actor, delegation),
      end: isOpen && mayEnd(actor, delegation),
    },
  }
}

/** Somebody who may be chosen, in words. */
type Choice = { value: string; label: string }

export type NewDelegationPage = {
  today: IsoDay
  /** Whose absence this person may see to; themself first. */
  principals: Choice[]
  principal: Choice | null
  /** The chosen person's roles that go over, each by its role and agency. */
  roles: Choice[]
  deputies: Choice[]
  /** Whether it holds at once, or waits for a second person; told before it is sent. */
  holdsAtOnce: boolean
  /** Whether the deputy may come to sign documents of the office. */
  asksPosition: boolean
}

/** What a new delegation can be made of. @param principalId whose absence; the person themself where nobody is named */
export const getNewDelegationPage = async (
  d: Dependencies,
  input: { actor: Actor; principalId: string | null },
): Promise<NewDelegationPage> => {
  const { actor } = input
  const today = dayOf(d.clock.now())
  const people = (await findPeople()).filter(({ active }) => active)
  const seen = people.filter((person) => person.id === actor.id || mayMakeFor(actor, person, today))
  const principals = await choices(seen, actor, today)
  const principal = seen.find(({ id }) => id === (input.principalId ?? actor.id)) ?? null
  const grants = principal ? grantsOf(principal, today) : []
  const agencies = new Set(grants.map(({ agencyId }) => agencyId))
  const near = people.filter(
    (one) => one.id !== principal?.id && grantsOf(one, today).some(({ agencyId }) => agencies.has(agencyId)),
  )
  const roles = await describeManyAssignments(
    grants.map((grant) => [grant]),
    today,
  )
  return {
    today,
    principals,
    principal: principals.find(({ value }) => value === principal?.id) ?? null,
    roles: grants.map((grant, index) => ({ value: grantKey(grant), label: roles[index] ?? "" })),
    deputies: await choices(near, actor, today),
    holdsAtOnce:
      principal !== null &&
      grants.length > 0 &&
      mayDecide(actor, { principalId: principal.id, deputyId: "", grants }),
    asksPosition: grants.some(({ role }) => role === "CHIEF_OF_OFFICE"),
  }
}

/** How a form names a role at an agency. */
const grantKey = ({ role, agencyId }: Grant): string => `${role} ${agencyId}`

/** The roles a form chose: one of those the person holds, or all of them. */
export const grantsChosen = async (
  d: Dependencies,
  { principalId, what }: { principalId: string; what: string },
): Promise<Grant[]> => {
  const person = (await findPeople()).find(({ id }) => id === principalId)
  const grants = person ? grantsOf(person, dayOf(d.clock.now())) : []
  return what === "ALL" ? grants : grants.filter((grant) => grantKey(grant) === what)
}

/** Roles held on the day or later that go over to a deputy. */
const grantsOf = ({ assignments }: Person, day: IsoDay): Grant[] => {
  const held = assignments.filter(
    ({ role, validFrom, validTo }) =>
      role !== "LEADER" && (isValidOn({ validFrom, validTo }, day) || validFrom > day),
  )
  return [
    ...new Map(held.map(({ role, agencyId }) => [grantKey({ role, agencyId }), { role, agencyId }])).values(),
  ]
}

const mayMakeFor = (actor: Actor, person: Person, day: IsoDay): boolean => {
  const grants = grantsOf(person, day)
  return grants.length > 0 && mayMake(actor, { principalId: person.id, deputyId: "", grants })
}

const oversees = (actor: Actor): boolean =>
  isAllowed(actor, "delegation.oversee") ||
  actor.assignments.some(({ agencyId }) => isAllowed(actor, "delegation.decideInUnit", agencyId))

async function choices(people: readonly Person[], actor: Actor, day: IsoDay): Promise<Choice[]> {
  const held = await describeManyAssignments(
    people.map((person) => grantsOf(person, day)),
    day,
  )
  return people
    .map(({ id, fullName }, index) => ({
      value: id,
      label: `${fullName}${held[index] ? ` (${held[index]})` : ""}${id === actor.id ? " – bạn" : ""}`,
      isOwn: id === actor.id,
    }))
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.label.localeCompare(b.label, "vi"))
    .map(({ value, label }) => ({ value, label }))
}

async function rowsOf(
  delegations: readonly Delegation[],
  actor: Actor,
  today: IsoDay,
): Promise<AbsenceRow[]> {
  const work = await describeManyAssignments(
    delegations.map(({ grants }) => grants),
    today,
  )
  const rows = delegations.map((one, index): AbsenceRow => {
    const { id, principalId, principalName, deputyId, deputyName, from, to, reason, areas } = one
    return {
      id,
      principalId,
      principalName,
      deputyId,
      deputyName,
      from,
      to,
      reason,
      work: work[index] ?? "",
      areas: areas === null ? "Mọi loại việc" : areas.map((area) => WORK_AREA_LABELS[area]).join("; "),
      ground: groundInWords(one),
      standing: standingOn(one, today),
      waitsForYou: to >= today && mayAgree(actor, one),
    }
  })
  const rank = ({ standing, waitsForYou }: AbsenceRow) => (waitsForYou ? 0 : PAST.includes(standing) ? 2 : 1)
  return rows.sort((a, b) => rank(a) - rank(b) || (a.from < b.from ? 1 : -1))
}
