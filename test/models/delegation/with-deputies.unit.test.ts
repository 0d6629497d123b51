import fc from "fast-check"
import { expect, test } from "vitest"
import { initialDelegationContext } from "#models/delegation/context.ts"
import type { Delegation } from "#models/delegation/delegation.ts"
import { withDeputies } from "#models/delegation/with-deputies.ts"
import { type Actor, ROLES, type Role, WORK_AREAS } from "#models/shared/workflow.ts"
import { isAllowed, type Permission } from "#workflows/permissions.ts"
import { ROLE_TABLE } from "#workflows/role-table.server.ts"

const DAYS = ["2023-03-01", "2023-03-02", "2023-03-03", "2023-03-04"]
const PEOPLE = ["an", "binh", "chi", "dung"]
const AGENCIES = ["so-tu-phap", "so-y-te"]

const grant = fc.record({ role: fc.constantFrom(...ROLES), agencyId: fc.constantFrom(...AGENCIES) })
const delegation: fc.Arbitrary<Delegation> = fc
  .record({
    id: fc.uuid(),
    principalId: fc.constantFrom(...PEOPLE),
    deputyId: fc.constantFrom(...PEOPLE),
    grants: fc.array(grant, { maxLength: 4 }),
    areas: fc.option(fc.subarray([...WORK_AREAS])),
    from: fc.constantFrom(...DAYS),
    to: fc.constantFrom(...DAYS),
    value: fc.constantFrom("proposed", "agreed", "declined", "ended"),
  })
  .map(({ value, ...rest }) => ({
    ...rest,
    principalName: rest.principalId,
    deputyName: rest.deputyId,
    document: "",
    reason: "nghỉ phép",
    position: "",
    madeOn: "2023-03-01",
    workflow: {
      machine: "delegation",
      machineVersion: 1,
      value: value as Delegation["workflow"]["value"],
      context: initialDelegationContext,
    },
    revision: 1,
  }))
const office: fc.Arbitrary<Actor[]> = fc
  .tuple(...PEOPLE.map(() => fc.array(grant, { maxLength: 3 })))
  .map((held) => PEOPLE.map((id, index) => ({ id, name: id, assignments: held[index] ?? [] })))

const RIGHTS: Permission[] = [...ROLE_TABLE].map(([action, rule]) => ({ action, ...rule }))
const rightsOf = (actor: Actor | undefined): Set<string> =>
  new Set(
    actor &&
      RIGHTS.flatMap((right) =>
        AGENCIES.filter((agencyId) => isAllowed(actor, right, agencyId)).map((at) => `${right.action} ${at}`),
      ),
  )

test("whatever delegations overlap, a deputy may only what they may themself, or an absent person may that day within what was handed over", () => {
  fc.assert(
    fc.property(office, fc.array(delegation, { maxLength: 6 }), fc.constantFrom(...DAYS), (own, all, day) => {
      const acting = withDeputies(own, all, day)
      for (const actor of acting) {
        const before = own.find(({ id }) => id === actor.id)
        const granted = all
          .filter(
            (one) =>
              one.deputyId === actor.id &&
              one.workflow.value === "agreed" &&
              one.from <= day &&
              day <= one.to,
          )
          .flatMap(({ principalId, grants }) => {
            const principal = own.find(({ id }) => id === principalId)
            const held = (principal?.assignments ?? []).filter((one) =>
              grants.some(({ role, agencyId }) => role === one.role && agencyId === one.agencyId),
            )
            return [...rightsOf(principal && { ...principal, assignments: held })]
          })
        const most = new Set([...rightsOf(before), ...granted])
        for (const right of rightsOf(actor)) expect(most).toContain(right)
      }
    }),
  )
})

test("nobody deputises for a deputy: what was handed over is not handed on", () => {
  const own: Actor[] = [
    { id: "an", name: "An", assignments: [{ role: "UNIT_HEAD", agencyId: "so-tu-phap" }] },
    { id: "binh", name: "Bình", assignments: [{ role: "SPECIALIST", agencyId: "so-tu-phap" }] },
    { id: "chi", name: "Chi", assignments: [] },
  ]
  const [one, two] = [
    { principalId: "an", deputyId: "binh" },
    { principalId: "binh", deputyId: "chi" },
  ].map((who) => ({ ...fc.sample(delegation, { seed: 1, numRuns: 1 })[0], ...who, ...inForce }) as Delegation)
  const chi = withDeputies(own, [one, two] as Delegation[], "2023-03-02").find(({ id }) => id === "chi")
  expect(chi?.assignments.map(({ role }) => role)).toEqual(["SPECIALIST"])
})

const inForce = {
  grants: (["UNIT_HEAD", "SPECIALIST"] as Role[]).map((role) => ({ role, agencyId: "so-tu-phap" })),
  areas: null,
  from: "2023-03-01",
  to: "2023-03-04",
  workflow: { machine: "delegation", machineVersion: 1, value: "agreed", context: initialDelegationContext },
}

test("signing of a leader, settling after a restore and deciding over absences stay with the person", () => {
  const [base] = fc.sample(delegation, { seed: 2, numRuns: 1 })
  const grants = ROLES.map((role) => ({ role, agencyId: "so-tu-phap" }))
  const own: Actor[] = [
    { id: "an", name: "An", assignments: grants },
    { id: "binh", name: "Bình", assignments: [] },
  ]
  const all = { ...base, ...inForce, principalId: "an", deputyId: "binh", grants } as Delegation
  const binh = withDeputies(own, [all], "2023-03-02").find(({ id }) => id === "binh") as Actor
  const mine = (actor: Actor) =>
    RIGHTS.filter((right) => isAllowed(actor, right, "so-tu-phap")).map(({ action }) => action)
  const stays = mine(own[0] as Actor).filter((action) => !mine(binh).includes(action))
  expect(stays.sort()).toEqual([
    "clock.move",
    "delegation.decide",
    "delegation.decideInUnit",
    "delegation.oversee",
    "delegation.view",
    "dispatch.resend",
    "dispatch.view",
    "edition.sign",
    "recovery.settle",
    "report.sign",
    "session.end",
    "work.handOver",
  ])
})

test.each(WORK_AREAS)("who was handed only the work of %s does no other", (area) => {
  const [base] = fc.sample(delegation, { seed: 3, numRuns: 1 })
  const grants = ROLES.map((role) => ({ role, agencyId: "so-tu-phap" }))
  const own: Actor[] = [
    { id: "an", name: "An", assignments: grants },
    { id: "binh", name: "Bình", assignments: [] },
  ]
  const some = {
    ...base,
    ...inForce,
    principalId: "an",
    deputyId: "binh",
    grants,
    areas: [area],
  } as Delegation
  const binh = withDeputies(own, [some], "2023-03-02").find(({ id }) => id === "binh") as Actor
  const changing = RIGHTS.filter(({ action }) => !action.includes(".view")).filter((right) =>
    isAllowed(binh, right, "so-tu-phap"),
  )
  const kinds = new Set(changing.map(({ action }) => action.split(".")[0]))
  expect([...kinds].sort()).toEqual(
    {
      REGISTRATION: ["bulk", "registration", "remark"],
      EDITION: ["campaign", "edition", "template"],
      REGISTER: ["delivery", "evidence", "procedure", "register"],
      DEADLINE: ["deadline"],
      PLAN: ["indicator", "plan", "planTask", "report"],
      ADMINISTRATION: ["administration", "regime", "reorganisation"],
    }[area],
  )
})
