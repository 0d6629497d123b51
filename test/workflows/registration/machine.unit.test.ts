import { expect, test } from "vitest"
import { getSimplePaths } from "xstate/graph"
import type { RegistrationContext } from "#models/registration/context.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { advance, begin } from "#workflows/advance.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { registrationMachine } from "#workflows/registration/machine.ts"
import { AT, EVENTS, PARTIAL_WITHOUT_CITATION, sameState, shortestPaths } from "./registration-paths.ts"

test("every state of a registration can be reached", () => {
  const paths = shortestPaths()
  const reached = new Set(paths.map((path) => path.state.value))
  expect([...reached].sort()).toEqual([...REGISTRATION_STATES].sort())
})

test("no path leads to an announcement without someone else's appraisal and approval and a capacity held on the day", () => {
  const paths = getSimplePaths(registrationMachine, {
    events: EVENTS,
    serializeState: sameState as never,
    limit: 200_000,
    toState: (state) => state.value === "announced",
    stopWhen: (state) => ["announced", "withdrawn", "repealed"].includes(state.value as string),
  })
  expect(paths.length).toBeGreaterThan(0)
  for (const path of paths) {
    const { appraised, approved, proposers, announcement } = path.state.context as RegistrationContext
    expect(appraised && !proposers.includes(appraised.by)).toBe(true)
    expect(approved && !proposers.includes(approved.by)).toBe(true)
    expect(announcement?.signatoryId).toBe("leader")
    const events = path.steps.map((step) => step.event as Stamped<RegistrationEvent>)
    expect(events.some((event) => event.type === "appraisal.agreed" && event.by === "reviewer")).toBe(true)
    const issued = events.findLast((event) => event.type === "decision.issued")
    expect(issued?.type === "decision.issued" && issued.signature.heldTo).toBeNull()
  }
})

test("nor where a duty is taken over: nobody judges what they proposed, or signed off in the head's place", () => {
  const announced = shortestPaths().filter(({ state }) => state.value === "announced")
  const contexts = announced.map(({ state }) => state.context as RegistrationContext)
  expect(contexts.some(({ signedOff }) => signedOff?.takenOver)).toBe(true)
  expect(contexts.some(({ appraised }) => appraised?.takenOver)).toBe(true)
  for (const { proposers, signedOff, appraised, approved } of contexts) {
    const judges = [signedOff?.by, appraised?.by, approved?.by]
    for (const judge of judges) expect(judge && !proposers.includes(judge)).toBe(true)
    if (signedOff?.takenOver) expect(judges.slice(1)).not.toContain(signedOff.by)
  }
})

test("nor where it was urgent: the chief of office who did not wait is none of the proposers, and a second person said yes", () => {
  const urgent = shortestPaths()
    .filter(({ state }) => state.value === "announced")
    .map(({ state }) => state.context as RegistrationContext)
    .filter(({ approved }) => approved?.urgent)
  expect(urgent.length).toBeGreaterThan(0)
  for (const { proposers, appraised, approved } of urgent) {
    const people = [appraised?.by, approved?.by, approved?.confirmed?.by]
    for (const one of people) expect(one && !proposers.includes(one)).toBe(true)
    expect(approved?.confirmed?.by).not.toBe(approved?.by)
  }
})

test("an event the state does not take is refused with state, event and reason in Vietnamese", () => {
  const draft = begin(registrationChart)
  expect(() =>
    advance(registrationChart, draft, { type: "approval.granted" }, { id: "chief" }, new Date(AT)),
  ).toThrow("Không thể thực hiện «Phê duyệt» khi đăng ký ở trạng thái «Dự thảo».")
})

test("a partial service needs a citation before it can be submitted", () => {
  const draft = begin(registrationChart)
  const submit = { type: "proposal.submitted" as const, proposal: PARTIAL_WITHOUT_CITATION }
  expect(() => advance(registrationChart, draft, submit, { id: "officer" }, new Date(AT))).toThrow(
    /lý do và căn cứ/,
  )
})

test("a repealed registration takes nothing more", () => {
  const at = new Date(AT)
  const repealed = advance(
    registrationChart,
    begin(registrationChart),
    { type: "procedure.repealed", decision: "9/QĐ-BTP" },
    { id: "reviewer" },
    at,
  ).snapshot
  expect(() =>
    advance(
      registrationChart,
      repealed,
      { type: "procedure.repealed", decision: "9/QĐ-BTP" },
      { id: "reviewer" },
      at,
    ),
  ).toThrow()
})

test("what was replaced is in force again as it was once its replacement is recalled, and only then goes on", () => {
  const fresh = begin(registrationChart)
  const at = (value: "announced" | "published", publishedAt: string | null) => ({
    ...fresh,
    value,
    context: { ...fresh.context, publishedAt },
  })
  const move = (from: typeof fresh, event: RegistrationEvent) =>
    advance(registrationChart, from, event, { id: "system" }, new Date(AT)).snapshot
  for (const [value, publishedAt] of [
    ["announced", null],
    ["published", AT],
  ] as const) {
    const replaced = move(at(value, publishedAt), { type: "edition.superseded", byEditionId: "2024-1" })
    expect([replaced.value, replaced.context.ended?.kind]).toEqual(["superseded", "SUPERSEDED"])
    expect(() => move(replaced, { type: "procedure.repealed", decision: "9/QĐ-BTP" })).toThrow()
    const back = move(replaced, { type: "edition.reinstated", recalledId: "2024-1" })
    expect([back.value, back.context.ended]).toEqual([value, null])
    const ended = move(back, { type: "edition.recalled", editionId: "2023-1" })
    expect([ended.value, ended.context.ended?.kind]).toEqual(["recalled", "RECALLED"])
  }
})

const RECALLED: [RegistrationEvent["type"], string, RegistrationEvent["type"]][] = [
  ["proposal.submitted", "officer", "submission.recalled"],
  ["proposal.signedOff", "head", "signOff.recalled"],
  ["appraisal.started", "reviewer", "appraisal.released"],
  ["consultation.requested", "reviewer", "consultation.recalled"],
  ["appraisal.agreed", "reviewer", "appraisal.recalled"],
  ["approval.granted", "chief", "approval.recalled"],
]
test.each(RECALLED)(
  "%s by %s is taken back by %s to where it was, and by nobody who did not take it",
  (type, who, recall) => {
    const taken = shortestPaths().find(({ steps }) => {
      const last = steps.at(-1)?.event as Stamped<RegistrationEvent> | undefined
      return last?.type === type && last.by === who
    })
    if (!taken) throw new Error(`nothing leads to ${type}`)
    const before = (taken.steps.at(-2) ?? taken).state.context as RegistrationContext
    const snapshot = {
      ...begin(registrationChart),
      value: taken.state.value as "drafting",
      context: taken.state.context as RegistrationContext,
    }
    const back = advance(
      registrationChart,
      snapshot,
      { type: recall } as RegistrationEvent,
      { id: who },
      new Date(AT),
    )
    const { signedOff, appraised, approved, consultation } = before
    expect(back.snapshot.context).toMatchObject({ signedOff, appraised, approved, consultation })
    if (type !== "appraisal.started" && type !== "consultation.requested")
      expect(() =>
        advance(
          registrationChart,
          snapshot,
          { type: recall } as RegistrationEvent,
          { id: "stranger" },
          new Date(AT),
        ),
      ).toThrow(/mới rút lại được/)
  },
)
