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
/** Rows the use-case moves in one transaction. */
const AT_ONCE = 200
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
   * Lets everybody try everything on registrations that stand so: what the page offers a person is what is done when they ask for
   * it, everything else is refused with its reason and changes nothing.
   * @returns the edges taken, and how many acts were refused
   */
  tryEverything(standings: readonly Standing[]): Promise<{ taken: Set<Edge>; refused: number }>
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
  // As many side by side as one transaction of the use-case takes, each event on a row of its own.
  const together = Math.max(1, Math.floor(AT_ONCE / events.length))
  const rows = Array.from({ length: together }, (_, place) =>
    events.map((_event, index) => `${model._id}~${place}~${index}`),
  )
  await RegistrationModel.insertMany(rows.flat().map((_id) => ({ ...model, _id })))
  const rules = await office.d.reference.officeRulesOn(dayOf(office.clock.now()))
  const at = { campaign: "collecting" as const, day: dayOf(office.clock.now()), rules }

  const put = async (standings: readonly Standing[]) => {
    await RegistrationModel.bulkWrite(
      standings.map(({ workflow }, place) => ({
        updateMany: {
          filter: { _id: { $in: rows[place] ?? [] } },
          update: { $set: { workflow, revision: 0 } },
        },
      })),
    )
    // What was told of the same step before it was put back.
    await InboxMessageModel.deleteMany({})
  }

  const tryAs = async (person: Actor, standings: readonly Standing[]) => {
    await put(standings)
    const firsts = await findRegistrationsByIds(standings.flatMap((_, place) => rows[place]?.[0] ?? []))
    const before = (await getAuditHead()).sequence
    const moves = standings.flatMap((_, place) =>
      events.map((event, index) => ({ registrationId: rows[place]?.[index] ?? "", event, revision: 0 })),
    )
    const all = await moveRegistrations(office.d, { moves, actor: person })
    const stand = new Map(
      (await findRegistrationsByIds(moves.map((one) => one.registrationId))).map((one) => [one.id, one]),
    )
    const edges: Edge[] = []
    let [done, denied] = [0, 0]
    for (const [place, standing] of standings.entries()) {
      const own = rows[place] ?? []
      const row = firsts.find(({ id }) => id === own[0])
      const offered = row ? await offeredEvents(row, person, at) : []
      const outcomes = all.slice(place * events.length, (place + 1) * events.length)
      const where = `${standing.state}, ${person.name}`
      const taken = events.filter((_, index) => outcomes[index]?.ok).map(({ type }) => type)
      expect([where, [...new Set(taken)].sort()]).toEqual([where, [...offered].sort()])
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.ok) continue
        const { code, message } = outcome.error
        const what = `${where}, ${events[index]?.type}: ${message}`
        const isRefused = !mayTry(events[index]?.type, person, standing, model.agencyId)
        expect([what, SENTENCE.test(message), VIETNAMESE.test(message), code === "FORBIDDEN"]).toEqual([
          ...[what, true, true, isRefused],
        ])
        denied += code === "FORBIDDEN" ? 1 : 0
      }
      const after = own.flatMap((id) => stand.get(id) ?? [])
      expect([where, after.map(({ revision }) => revision)]).toEqual([
        where,
        outcomes.map(({ ok }) => (ok ? 1 : 0)),
      ])
      for (const [index, { workflow }] of after.entries())
        if (outcomes[index]?.ok)
          edges.push(`${standing.state} --${events[index]?.type}--> ${workflow.value}` as Edge)
        else expect(workflow).toEqual(standing.workflow)
      done += taken.length
    }
    // Each act has its line, and each refused access; nothing else has.
    expect((await getAuditHead()).sequence - before).toBe(done + denied)
    return { edges, refused: moves.length - done }
  }

  return {
    standings: standingsOf(events, people),
    async tryEverything(standings) {
      const taken = new Set<Edge>()
      let refusals = 0
      for (let from = 0; from < standings.length; from += together)
        for (const person of people) {
          const { edges, refused } = await tryAs(person, standings.slice(from, from + together))
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
