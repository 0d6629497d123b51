import { expect, test } from "vitest"
import { REGISTRATION_EVENT_LABELS, type RegistrationEventType } from "#models/registration/events.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import { begin, takes } from "#workflows/advance.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { whyNotTake } from "#workflows/registration/possible-steps.ts"
import { REGISTRATION_STEPS } from "#workflows/registration/steps/index.ts"
import { EVENTS as ORDINARY, REMARKS, shortestPaths, TAKE_OVERS, URGENT } from "./registration-paths.ts"

const fresh = begin(registrationChart)
const EVENTS = [...ORDINARY, ...TAKE_OVERS, ...REMARKS, ...URGENT]
/** What follows by itself: from an issued edition, a due date that passed, a renewed record, a corrected fact, a reorganisation. */
const BY_ITSELF: RegistrationEventType[] = [
  "fact.corrected",
  "record.renewed",
  "unit.moved",
  "consultation.lapsed",
  "decision.issued",
  "records.published",
  "edition.superseded",
  "edition.recalled",
  "edition.reinstated",
]

test("an office's own course and a person's steps together are all that may happen", () => {
  const bySteps = REGISTRATION_STEPS.map(({ event }) => event)
  expect([...bySteps, ...BY_ITSELF].sort()).toEqual(Object.keys(REGISTRATION_EVENT_LABELS).sort())
})

test("what a step says of itself is what the chart does, for everybody, wherever a registration stands", () => {
  let asked = 0
  for (const { state } of shortestPaths()) {
    const workflow = { ...fresh, value: state.value, context: state.context } as WorkflowSnapshot<
      never,
      never
    >
    for (const step of REGISTRATION_STEPS)
      for (const who of new Set(EVENTS.filter(({ type }) => type === step.event).map(({ by }) => by))) {
        const own = EVENTS.filter(({ type, by }) => type === step.event && by === who)
        // The end of what is announced is taken by the chart, and by the page of repealed procedures alone.
        const isElsewhere = step.event === "procedure.repealed" && state.context.announcement !== null
        const isTaken = state.status === "active" && !isElsewhere && own.some((event) => state.can(event))
        const why = whyNotTake(step, { workflow }, { id: who })
        expect([step.event, state.value, who, why === null]).toEqual([step.event, state.value, who, isTaken])
        asked += 1
      }
  }
  expect(asked).toBeGreaterThan(500)
})

test("what is done in bulk is done in every state that takes it", () => {
  // Of what is taken back each row is asked when its turn comes.
  const inBulk = REGISTRATION_STEPS.filter((step) => step.inBulk && !step.isRecall)
  expect(inBulk.length).toBeGreaterThan(0)
  for (const step of inBulk) {
    const taking = REGISTRATION_STATES.filter((value) =>
      takes(registrationChart, { ...fresh, value }, step.event),
    )
    expect([step.event, [...taking].sort()]).toEqual([step.event, [...(step.inBulk?.states ?? [])].sort()])
  }
})
