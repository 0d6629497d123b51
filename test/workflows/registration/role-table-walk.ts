import { expect } from "vitest"
import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { InboxMessageModel } from "#models/inbox-message/inbox-message.schema.server.ts"
import { RegistrationEvent, type RegistrationEventType } from "#models/registration/events.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor, Held, Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { type Edge, edgesOf, type Sent, walkOf } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { openLargeReview } from "#test/setup/large-office.ts"
import { officeOn } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { ruleOf } from "#workflows/permissions.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { moveRegistrations } from "#workflows/registration/move-registrations.server.ts"
import { offeredEvents } from "#workflows/registration/offered-events.server.ts"
import { withWayBack } from "#workflows/registration/return-moves.ts"
import { stepOf } from "#workflows/registration/steps/index.ts"

const OFFICE = "van-phong-ubnd-tinh"
const DIGITAL = "so-thong-tin-va-truyen-thong"
const OTHER = "so-y-te"
const AT = "2023-03-06T01:00:00.000Z"
/** A refusal says what is wrong and, in a whole sentence, in Vietnamese. */
const SENTENCE = /^\p{Lu}.{15,}[.!]$/su
const VIETNAMESE = /[à-ỹđ]/iu

type Standing = {
  state: string
  workflow: Registration["workflow"]
  /** Edges whose shortest path leads through here last. */
  leadsTo: Edge[]
}

export type TableWalk = {
  /** How a registration can stand, each reached by a path generated from the chart. */
  standings: Standing[]
  /**
   * Lets everybody try everything on a registration that stands so: what the page offers a person is what is done when they ask for
   * it, everything else is refused with its reason and changes nothing.
   * @returns the edges taken, and how many acts were refused
   */
  tryEverything(standing: Standing): Promise<{ taken: Set<Edge>; refused: number }>
  /** From now on nobody works in the office, or everybody does again. */
  staffed(isStaffed: boolean): Promise<void>
  close(): Promise<void>
}

export const openTableWalk = async (): Promise<TableWalk> => {
  const office = await officeOn(await openTestStore())
  await openLargeReview({ ...office, d: { ...office.d, store: office.store } }, 3)
  const [model] = await RegistrationModel.find({ procedureCode: "3.000002" }).lean()
  if (!model) throw new Error("no registration to copy")
  const people = peopleAround(model.agencyId)
  const events = eventsFor(model as unknown as Registration)
  const rows = events.map((_, index) => `${model._id}~${index}`)
  await RegistrationModel.insertMany(rows.map((_id) => ({ ...model, _id })))
  const rules = await office.d.reference.officeRulesOn(dayOf(office.clock.now()))
  const at = { campaign: "collecting" as const, day: dayOf(office.clock.now()), rules }

  const put = async ({ workflow }: Standing) => {
    await RegistrationModel.updateMany({ _id: { $in: rows } }, { $set: { workflow, revision: 0 } })
    // What was told of the same step before it was put back.
    await InboxMessageModel.deleteMany({})
  }

  const tryAs = async (person: Actor, standing: Standing) => {
    await put(standing)
    const [row] = await findRegistrationsByIds(rows.slice(0, 1))
    const offered = row ? await offeredEvents(row, person, at) : []
    const before = (await getAuditHead()).sequence
    const moves = events.map((event, index) => ({ registrationId: rows[index] ?? "", event, revision: 0 }))
    const outcomes = await moveRegistrations(office.d, { moves, actor: person })
    const where = `${standing.state}, ${person.name}`

    const taken = events.filter((_, index) => outcomes[index]?.ok).map(({ type }) => type)
    expect([where, [...new Set(taken)].sort()]).toEqual([where, [...offered].sort()])
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.ok) continue
      const { code, message } = outcome.error
      const what = `${where}, ${events[index]?.type}: ${message}`
      expect([what, SENTENCE.test(message), VIETNAMESE.test(message)]).toEqual([what, true, true])
      expect([what, code === "FORBIDDEN"]).toEqual([
        what,
        !mayTry(events[index]?.type, person, standing, model.agencyId),
      ])
    }
    const after = await findRegistrationsByIds(rows)
    expect([where, after.map(({ revision }) => revision)]).toEqual([
      where,
      outcomes.map(({ ok }) => (ok ? 1 : 0)),
    ])
    for (const [index, { workflow }] of after.entries())
      if (!outcomes[index]?.ok) expect(workflow).toEqual(standing.workflow)
    // Each act has its line, and each refused access; nothing else has.
    const denied = outcomes.filter((outcome) => !outcome.ok && outcome.error.code === "FORBIDDEN").length
    expect((await getAuditHead()).sequence - before).toBe(taken.length + denied)
    const edges = after.flatMap(({ workflow }, index): Edge[] =>
      outcomes[index]?.ok ? [`${standing.state} --${events[index]?.type}--> ${workflow.value}`] : [],
    )
    return { edges, refused: outcomes.length - taken.length }
  }

  return {
    standings: standingsOf(events, people),
    async tryEverything(standing) {
      const taken = new Set<Edge>()
      let refusals = 0
      for (const person of people) {
        const { edges, refused } = await tryAs(person, standing)
        for (const edge of edges) taken.add(edge)
        refusals += refused
      }
      return { taken, refused: refusals }
    },
    async staffed(isStaffed) {
      await UserModel.deleteMany({})
      if (isStaffed) await saveUsers(people.filter(({ assignments }) => assignments.every(isOwn)).map(userOf))
    },
    close: () => office.store.close(),
  }
}

/** The edges that people take by a step of theirs; the others follow from what else happens. */
export const stepEdges = (): Edge[] =>
  edgesOf(registrationChart.machine).filter((edge) =>
    stepOf((edge.match(/--(.+)-->/u)?.[1] ?? "") as RegistrationEventType),
  )

const isOwn = ({ delegated }: Held): boolean => delegated === undefined

const userOf = ({ id, name, assignments }: Actor) => ({
  id,
  fullName: name,
  passwordHash: "x",
  active: true,
  trainingPassword: null,
  assignments: assignments.map(({ role, agencyId }) => ({
    role,
    agencyId,
    validFrom: "2022-08-15",
    validTo: null,
  })),
})

/** Everybody there is: each role where it belongs and in another unit, who holds two, who stands in for somebody. */
function peopleAround(agencyId: string): Actor[] {
  const person = (id: string, ...assignments: Held[]): Actor => ({ id, name: `Ông ${id}`, assignments })
  const held = (role: Role, at: string): Held => ({ role, agencyId: at })
  const inPlaceOf = (personId: string, role: Role, at: string): Held => ({
    ...held(role, at),
    delegated: {
      personId,
      name: `Ông ${personId}`,
      delegationId: `thay-${personId}`,
      ground: "Giấy ủy quyền số 1",
      position: "",
      areas: null,
      until: "2023-12-31",
    },
  })
  return [
    person("officer", held("SPECIALIST", agencyId)),
    person("colleague", held("SPECIALIST", agencyId)),
    person("stranger", held("SPECIALIST", OTHER)),
    person("head", held("UNIT_HEAD", agencyId)),
    person("stranger.head", held("UNIT_HEAD", OTHER)),
    person("reviewer", held("REVIEWER", OFFICE)),
    person("second", held("REVIEWER", OFFICE)),
    person("chief", held("CHIEF_OF_OFFICE", OFFICE)),
    person("leader", held("LEADER", "ubnd-tinh")),
    person("clerk", held("RECORDS_CLERK", OFFICE)),
    person("coordinator", held("COORDINATOR", DIGITAL)),
    person("admin", held("ADMIN", OFFICE)),
    person("deputy", held("SPECIALIST", OTHER), inPlaceOf("reviewer", "REVIEWER", OFFICE)),
    person("promoted", held("SPECIALIST", agencyId), inPlaceOf("head", "UNIT_HEAD", agencyId)),
  ]
}

/** Every event there is, filled in so that nothing but who asks, and when, is in its way. */
function eventsFor({ suggestion }: Registration): RegistrationEvent[] {
  const proposal = proposalConfirming(suggestion)
  const citation = proposal.level === "PARTIAL" ? "Điều 18 Luật Hộ tịch số 60/2014/QH13" : ""
  return eventsOfSchema(RegistrationEvent, {
    proposal: [{ ...proposal, citation }],
    today: ["2023-12-30"],
    dueOn: ["2023-12-29"],
    personId: ["second", "reviewer"],
    personName: ["Ông second"],
    holderName: ["Ông reviewer"],
    remarkId: ["1"],
    place: [`criterion:${suggestion.answers[0]?.letter}`],
    agencyId: [DIGITAL],
    agencyName: ["Sở Thông tin và Truyền thông"],
  }) as RegistrationEvent[]
}

/** Who may at all, as the table of roles and actions says. */
function mayTry(
  type: RegistrationEventType | undefined,
  person: Actor,
  { workflow }: Standing,
  agencyId: string,
): boolean {
  const step = type && stepOf(type)
  if (!step) return false
  const holds = (right: typeof step.permission, at: string) => {
    const { roles, scope } = ruleOf(right)
    return person.assignments.some(
      (one) => roles.includes(one.role) && (scope === "ANY_AGENCY" || one.agencyId === at),
    )
  }
  if (!step.isAskedUnits) return holds(step.permission, agencyId)
  const { consultation } = workflow.context
  return (
    consultation !== null &&
    (["registration.giveOpinion", "registration.giveUnitOpinion"] as const).some((right) =>
      holds(right, consultation.agencyId ?? ""),
    )
  )
}

/** How a registration comes to stand when only those act whose step it is, and what follows by itself happens. */
function standingsOf(events: readonly RegistrationEvent[], people: readonly Actor[]): Standing[] {
  const sent = events.flatMap((event): Sent[] => {
    const step = stepOf(event.type)
    if (!step) return [{ ...event, by: "system", at: AT }]
    const { roles } = ruleOf(step.permission)
    return people
      .filter(
        ({ id, assignments }) =>
          !id.startsWith("stranger") && assignments.some(({ role }) => roles.includes(role)),
      )
      .filter(({ assignments }) => assignments.every(isOwn))
      .map(({ id }) => ({ ...withWayBack(event), by: id, at: AT }))
  })
  const { machine, name, snapshots } = registrationChart
  const { paths, situations } = walkOf(machine, sent)
  const last = [...paths].map(([edge, path]) => [edge, JSON.stringify(path.slice(0, -1))] as const)
  return situations.map(({ snapshot, path }) => ({
    state: String(snapshot.value),
    leadsTo: last.filter(([, before]) => before === JSON.stringify(path)).map(([edge]) => edge),
    workflow: {
      machine: name,
      machineVersion: snapshots.version,
      value: snapshot.value,
      context: snapshot.context,
    } as Registration["workflow"],
  }))
}
