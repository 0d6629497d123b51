import type { ClientSession } from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { AnyMachineSnapshot } from "xstate"
import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { RegistrationEvent } from "#models/registration/events.ts"
import { findAllRegistrations, getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { Actor, Held, Role, WorkArea } from "#models/shared/workflow.ts"
import { ROLES } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { rehearsalStaff } from "#seeds/scenarios/office-staff.ts"
import { type Edge, edgesOf, fewestTours, type Sent, type Taken, walkOf } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { beginLargeOffice } from "#test/setup/large-office.ts"
import { COLLEAGUE, eventsOfStep } from "#test/setup/registration-events.ts"
import { openTestStore } from "#test/setup/store.ts"
import { unconfiguredSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { ruleOf } from "#workflows/permissions.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { registrationMachine } from "#workflows/registration/machine.ts"
import {
  type MoveOutcome,
  moveRegistration,
  moveRegistrations,
  moveTogether,
} from "#workflows/registration/move-registrations.server.ts"
import { offeredEvents } from "#workflows/registration/offered-events.server.ts"
import { REGISTRATION_STEPS, stepOf } from "#workflows/registration/steps/index.ts"
import { wayToMove } from "#workflows/registration/why-not-move.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"

const CAMPAIGN = "2023-1"
const OFFICE = "van-phong-ubnd-tinh"
const AT = "2023-03-06T01:00:00.000Z"
const DAY = "2023-03-06"
/** Everything a path needs, and one for each state. */
const SERVICES = 300

let store: Store
const clock = fixedClock(AT)
const staff = rehearsalStaff(OFFICE, { personId: "phochutich", fullName: "Đinh Thị Bích Vân" })
const d = () => ({
  store,
  clock,
  reference: storedReference,
  getRegime: storedReference.regime,
  signing: unconfiguredSigning,
})
let fresh: Registration[]

beforeAll(async () => {
  store = await openTestStore()
  await beginLargeOffice({ d: d(), clock, staff, campaignId: CAMPAIGN }, SERVICES, "collecting")
  // All alike: what the rules suggest is whole, of one unit.
  const all = await findAllRegistrations(CAMPAIGN, REGISTRATION_STATES)
  fresh = all.filter(({ procedureCode }) => Number(procedureCode.slice(2)) % 3 === 2)
}, 300_000)
afterAll(() => store.close())

/** The people of the paths, by the roles the steps ask for. */
const PEOPLE: Record<string, Role> = {
  officer: "SPECIALIST",
  head: "UNIT_HEAD",
  reviewer: "REVIEWER",
  chief: "CHIEF_OF_OFFICE",
  digital: "COORDINATOR",
}
const personOf = (id: string, { agencyId }: Registration): Actor => ({
  id,
  name: id,
  assignments: [
    { role: PEOPLE[id] ?? "ADMIN", agencyId: id === "officer" || id === "head" ? agencyId : OFFICE },
  ],
})

/** What each person may send by their role, filled in by the steps' own forms; the rest follows by itself, from the schema. */
const sentBy = (registration: Registration): Sent[] => [
  ...REGISTRATION_STEPS.flatMap((step) =>
    Object.entries(PEOPLE)
      .filter(([, role]) => ruleOf(step.permission).roles.includes(role))
      .flatMap(([by]) => eventsOfStep(step, registration).map((event): Sent => ({ ...event, by, at: AT }))),
  ),
  ...eventsOfSchema(RegistrationEvent, {
    proposal: eventsOfStep(submitting(), registration).flatMap((event) =>
      "proposal" in event ? [event.proposal] : [],
    ),
    today: ["2024-01-02"],
    personId: [COLLEAGUE],
    remarkId: ["1"],
    place: ["general"],
  })
    .filter(({ type }) => !stepOf(type as RegistrationEvent["type"]))
    .map((event): Sent => ({ ...event, by: SYSTEM_ACTOR.id, at: AT })),
]
const submitting = () => {
  const step = stepOf("proposal.submitted")
  if (!step) throw new Error("nothing is submitted")
  return step
}

/** Takes one step of a path: a person's by the use-case of the screens, what follows by itself as the acts of the edition do it. */
async function take(id: string, { by, at: _, ...sent }: Sent): Promise<void> {
  const registration = await getRegistration(id)
  const step = stepOf(sent.type as RegistrationEvent["type"])
  // What is proposed answers the suggestion of this one.
  const event = (step?.place === "PROPOSAL" ? eventsOfStep(step, registration)[0] : sent) as RegistrationEvent
  // A procedure whose service was announced is repealed where the portals are told, in an act of its own.
  const isActsOwn = !step || (step.ends === true && registration.workflow.context.announcement !== null)
  if (!isActsOwn) {
    await letColleagueWork(event.type)
    return moveRegistration(d(), {
      registrationId: id,
      revision: registration.revision,
      event,
      actor: personOf(by, registration),
    })
  }
  await store.inTransaction((session) =>
    advanceAll([registration], event, SYSTEM_ACTOR, clock.now(), session),
  )
}

/** Somebody to give an appraisal to is there just then: with them, nothing would ever be left to the chief of office alone. */
const letColleagueWork = (type: string, session?: ClientSession): Promise<void> =>
  saveUsers(
    [
      {
        id: COLLEAGUE,
        fullName: COLLEAGUE,
        passwordHash: "scrypt$1",
        assignments: [{ role: "REVIEWER", agencyId: OFFICE, validFrom: "2022-08-15", validTo: null }],
        active: type === "appraisal.assigned",
        trainingPassword: null,
      },
    ],
    session,
  )

/** A registration brought along a path, each edge checked as it is taken. */
async function bring(registration: Registration, path: readonly Taken[]): Promise<Registration> {
  for (const { edge, event } of path) {
    const before = await getRegistration(registration.id)
    await take(registration.id, event)
    const now = await getRegistration(registration.id)
    expect(`${before.workflow.value} --${event.type}--> ${now.workflow.value}`).toBe(edge)
    expect(now.revision).toBe(before.revision + 1)
  }
  return getRegistration(registration.id)
}

const next = (): Registration => {
  const one = fresh.pop()
  if (!one) throw new Error("too few registrations for the paths: give the office more")
  return one
}
const walk = () => walkOf(registrationMachine, sentBy(fresh[0] as Registration))
const isOneActs = ({ by, type }: Sent, { value }: Pick<AnyMachineSnapshot, "value">) =>
  by === SYSTEM_ACTOR.id ||
  (type === "procedure.repealed" && ["announced", "published"].includes(String(value)))

test("every edge of a registration is taken through its use-case, along generated paths", {
  timeout: 300_000,
}, async () => {
  const { paths } = walk()
  const drawn = edgesOf(registrationMachine)
  expect(drawn.filter((edge) => !paths.has(edge))).toEqual([])
  const taken = new Set<Edge>()
  for (const path of fewestTours(paths)) {
    await bring(next(), path)
    for (const { edge } of path) taken.add(edge)
  }
  expect(drawn.filter((edge) => !taken.has(edge))).toEqual([])
  expect((await verifyStore()).findings).toEqual([])
})

/** One registration in each state, brought there by the shortest path. */
const oneOfEach = async (): Promise<Registration[]> => {
  const { situations } = walk()
  const found: Registration[] = []
  for (const [, [first]] of Map.groupBy(situations, ({ snapshot }) => snapshot.value))
    if (first) found.push(await bring(next(), first.path))
  expect(found.map(({ workflow }) => workflow.value).sort()).toEqual([...REGISTRATION_STATES].sort())
  return found
}

/** How somebody comes by a role: their own at the unit's or the office, at another unit, or as a deputy for this kind of work or another. */
const WAYS = ["OWN", "OTHER_AGENCY", "DEPUTY", "DEPUTY_FOR_OTHER_WORK"] as const
type Way = (typeof WAYS)[number]

const holderOf = (role: Role, way: Way, { agencyId }: Registration): Actor => {
  const areas: readonly WorkArea[] = way === "DEPUTY_FOR_OTHER_WORK" ? ["DEADLINE"] : ["REGISTRATION"]
  const held: Held = { role, agencyId: way === "OTHER_AGENCY" ? "so-y-te" : agencyId }
  const place = {
    personId: "vang-mat",
    name: "Người vắng mặt",
    delegationId: "mot",
    ground: "phân công",
    position: "",
  }
  return {
    id: `ai-do.${role.toLocaleLowerCase("en")}`,
    name: "Ai đó",
    assignments: way.startsWith("DEPUTY")
      ? [{ ...held, delegated: { ...place, areas, until: "2023-12-31" } }]
      : [held],
  }
}

/** The table as it is written: role, unit and kind of work, nothing of the state. */
const mayTry = (step: (typeof REGISTRATION_STEPS)[number], role: Role, way: Way): boolean => {
  const { roles, scope } = ruleOf(step.permission)
  return (
    roles.includes(role) &&
    (way !== "OTHER_AGENCY" || scope === "ANY_AGENCY") &&
    way !== "DEPUTY_FOR_OTHER_WORK"
  )
}

test("role × action × state, by unit and as a deputy: who may, where it may be; the rest is refused with its reason and nothing is written", {
  timeout: 300_000,
}, async () => {
  const rules = await storedReference.officeRulesOn(DAY)
  const verdicts = { allowed: 0, forbidden: 0, notNow: 0 }
  for (const registration of await oneOfEach())
    for (const role of ROLES)
      for (const way of WAYS) {
        const actor = holderOf(role, way, registration)
        const asked = REGISTRATION_STEPS.map((step) => {
          const [event] = eventsOfStep(step, registration)
          const own = mayTry(step, role, way)
          const isFree = own && wayToMove(step, registration, actor, rules)?.isFree
          const expected = own ? (isFree ? "ALLOWED" : "NOT_NOW") : "FORBIDDEN"
          return { step, event: event as RegistrationEvent, expected } as const
        })
        const offered = asked.filter(({ expected }) => expected === "ALLOWED").map(({ event }) => event.type)
        expect([
          registration.workflow.value,
          role,
          way,
          await offeredEvents(registration, actor, DAY, rules),
        ]).toEqual([registration.workflow.value, role, way, offered])
        const head = await getAuditHead()
        const { id: registrationId } = registration
        const refusing = asked.filter(({ expected }) => expected !== "ALLOWED")
        const outcomes = await moveRegistrations(d(), {
          moves: refusing.map(({ event }) => ({ registrationId, event })),
          actor,
        })
        let denials = 0
        for (const [index, { expected, step }] of refusing.entries()) {
          const outcome = outcomes[index] as MoveOutcome
          const code = outcome.ok ? "OK" : outcome.error.code
          const label = [registration.workflow.value, role, way, step.event]
          if (expected === "FORBIDDEN") {
            expect([...label, code]).toEqual([...label, "FORBIDDEN"])
            denials += 1
            verdicts.forbidden += 1
          } else {
            expect([...label, ["WORKFLOW_REFUSED", "RULE_BROKEN", "INVALID_INPUT"].includes(code)]).toEqual([
              ...label,
              true,
            ])
            expect(outcome.ok ? "" : outcome.error.message).toMatch(/\p{L}{3}/u)
            verdicts.notNow += 1
          }
        }
        // A refused access leaves its line in the log, anything else refused nothing at all.
        expect((await getAuditHead()).sequence).toBe(head.sequence + denials)
        for (const { event } of asked.filter(({ expected }) => expected === "ALLOWED")) {
          expect([
            registration.workflow.value,
            role,
            way,
            event.type,
            await wouldTake(registration, event, actor),
          ]).toEqual([registration.workflow.value, role, way, event.type, "OK"])
          verdicts.allowed += 1
        }
        expect(await getRegistration(registrationId)).toEqual(registration)
      }
  // The table is no table if one of its answers never comes.
  for (const count of Object.values(verdicts)) expect(count).toBeGreaterThan(50)
})

class Undone extends Error {}

/** What the use-case says of a move, which is not kept. */
async function wouldTake(
  registration: Registration,
  event: RegistrationEvent,
  actor: Actor,
): Promise<string> {
  let answer = "OK"
  try {
    await store.inTransaction(async (session) => {
      await letColleagueWork(event.type, session)
      const [outcome] = await moveTogether(d(), [{ registrationId: registration.id, event }], actor, session)
      if (outcome && !outcome.ok) answer = `${outcome.error.code}: ${outcome.error.message}`
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) return isOfficeError(error) ? error.code : String(error)
  }
  return answer
}

test("what follows by itself is nobody's to send, in whatever state", { timeout: 300_000 }, async () => {
  for (const registration of await oneOfEach())
    for (const event of sentBy(registration).filter((sent) => isOneActs(sent, registration.workflow))) {
      if (stepOf(event.type as RegistrationEvent["type"])) continue
      const { by: _, at: _at, ...sent } = event
      const work = moveRegistration(d(), {
        registrationId: registration.id,
        event: sent as RegistrationEvent,
        actor: personOf("chief", registration),
      })
      await expect(work).rejects.toMatchObject({ code: "FORBIDDEN" })
    }
})
