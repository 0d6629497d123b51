import { expect, test } from "vitest"
import type { RegistrationState } from "#models/registration/states.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { begin } from "#workflows/advance.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { possibleEvents } from "#workflows/registration/possible-steps.ts"
import { moversOf, WAITING_STATES, whoMayMove } from "#workflows/registration/who-may-move.ts"
import { shortestPaths } from "./registration-paths.ts"

const UNIT = "so-tu-phap"
const OFFICE = "van-phong-ubnd-tinh"
const person = (id: string, role: Role, agencyId: string): Actor => ({
  id,
  name: id,
  assignments: [{ role, agencyId }],
})

const fresh = begin(registrationChart)
/** Everything a registration can come to in which it waits for a person. */
const waiting = shortestPaths()
  .filter(({ state }) => WAITING_STATES.includes(state.value as RegistrationState))
  .map(({ state }) => ({
    agencyId: UNIT,
    workflow: { ...fresh, value: state.value as RegistrationState, context: state.context },
  }))

const reviewer = person("reviewer", "REVIEWER", OFFICE)
const chief = person("chief", "CHIEF_OF_OFFICE", OFFICE)
const digital = person("digital", "COORDINATOR", "so-tttt")
/** The unit's staff after its officer became its only head. */
const PROMOTED = [
  person("officer", "UNIT_HEAD", UNIT),
  person("successor", "SPECIALIST", UNIT),
  reviewer,
  chief,
  digital,
]

const mayTakeOver = (registration: (typeof waiting)[number]) =>
  possibleEvents(registration, chief).includes("duty.takenOver")

test("the proposer who became the only head locks nothing: where nobody may move it the chief of office may", () => {
  const movers = moversOf(PROMOTED)
  let leftToChief = 0
  for (const registration of waiting) {
    const others = movers(registration)
    if (others.length > 0) continue
    expect([registration.workflow.value, mayTakeOver(registration)]).toEqual([
      registration.workflow.value,
      true,
    ])
    leftToChief += 1
  }
  expect(leftToChief).toBeGreaterThan(0)
})

test("nobody is counted who proposed it, or is of another unit or role", () => {
  for (const registration of waiting)
    for (const { id, assignments } of whoMayMove(registration, [
      ...PROMOTED,
      person("stranger", "UNIT_HEAD", "so-y-te"),
    ])) {
      expect(id).not.toBe("stranger")
      if (assignments.every(({ role }) => role !== "SPECIALIST"))
        expect(registration.workflow.context.proposers).not.toContain(id)
    }
})

test("withdrawing is no way on: a unit whose only head proposed it may still withdraw, and nobody is counted", () => {
  const stuck = waiting.find(
    ({ workflow }) => workflow.value === "awaitingUnitHead" && workflow.context.proposers.includes("officer"),
  )
  if (!stuck) throw new Error("no registration waits for its head")
  const [head] = PROMOTED
  expect(head && possibleEvents(stuck, head)).toEqual(["proposal.withdrawn"])
  expect(whoMayMove(stuck, PROMOTED)).toEqual([])
})

test("asked once or many times, the answer is the same", () => {
  const movers = moversOf(PROMOTED)
  for (const registration of waiting) expect(movers(registration)).toEqual(whoMayMove(registration, PROMOTED))
})
