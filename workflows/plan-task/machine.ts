import { assertEvent, assign, setup } from "xstate"
import {
  initialPlanTaskContext,
  type PlanTaskContext,
  type PlanTaskInput,
} from "#models/plan-task/context.ts"
import type { PlanTaskEvent } from "#models/plan-task/events.ts"
import { isOfPeople } from "#models/plan-task/evidence.ts"
import { isNoneOf, isSamePerson, personsBehind, type Stamped } from "#models/shared/workflow.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { lacksForReport } from "./lacks-for-report.ts"

const decided = ({ by, at, onBehalfOf }: { by: string; at: string; onBehalfOf?: string }) => ({
  by,
  at,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})

const BEGUN = {
  "evidence.added": { target: "inProgress", actions: "addEvidence" },
  "progress.told": { target: "inProgress", guard: "mayTell", actions: "noteProgress" },
} as const
const EVIDENCE = {
  ...BEGUN,
  "evidence.withdrawn": { target: "inProgress", guard: "hasEvidence", actions: "withdrawEvidence" },
} as const
const REPORTED = {
  "task.reported": { target: "reportedDone", guard: "mayReport", actions: "recordReport" },
} as const
const BY_ITSELF = {
  "task.progressed": { target: "inProgress", actions: "addEvidence" },
  "task.fulfilled": { target: "accepted", actions: ["addEvidence", "recordFulfilment"] },
} as const
const MOVED = {
  "deadline.extended": { actions: "extend" },
  "task.fellAway": { target: "cancelled", actions: "fallAway" },
  "demands.changed": { actions: "changeDemands" },
} as const

/** A task of a unit in a period. Being overdue is no state: it follows from the day. */
export const planTaskMachine = setup({
  types: {
    context: {} as PlanTaskContext,
    events: {} as Stamped<PlanTaskEvent>,
    input: {} as PlanTaskInput,
  },
  guards: {
    hasEvidence: ({ context, event }) =>
      event.type === "evidence.withdrawn" &&
      context.evidence.some((one) => one.id === event.evidenceId && isOfPeople(one)),
    mayTell: ({ context, event }) =>
      event.type === "progress.told" &&
      (event.counted || context.progress?.counted !== true || event.by === SYSTEM_ACTOR.id),
    isCounted: ({ event }) => event.type === "progress.told" && event.by === SYSTEM_ACTOR.id,
    mayReport: ({ context }) => lacksForReport(context) === null,
    didReport: ({ context, event }) => isSamePerson(context.reported, event),
    isSomeoneElse: ({ context, event }) =>
      context.reported !== null && isNoneOf(personsBehind(context.reported), event),
  },
  actions: {
    addEvidence: assign(({ context, event }) => {
      assertEvent(event, ["evidence.added", "task.progressed", "task.fulfilled"])
      return { evidence: [...context.evidence, { ...event.evidence, by: event.by, at: event.at }] }
    }),
    withdrawEvidence: assign(({ context, event }) => {
      assertEvent(event, "evidence.withdrawn")
      return { evidence: context.evidence.filter(({ id }) => id !== event.evidenceId) }
    }),
    noteProgress: assign(({ event }) => {
      assertEvent(event, "progress.told")
      const { done, of, counted, note, by, at } = event
      return { progress: { done, of, counted, note, by, at } }
    }),
    recordReport: assign(({ event }) => {
      assertEvent(event, "task.reported")
      return { reported: { ...decided(event), note: event.note } }
    }),
    takeBack: assign({ reported: null }),
    recordAcceptance: assign(({ event }) => {
      assertEvent(event, "task.accepted")
      return { accepted: { ...decided(event), note: event.note } }
    }),
    recordFulfilment: assign(({ event }) => {
      assertEvent(event, "task.fulfilled")
      return { accepted: { ...decided(event), note: event.evidence.text } }
    }),
    recordReturn: assign(({ context, event }) => {
      assertEvent(event, ["task.returned", "task.reopened"])
      return {
        reported: null,
        accepted: null,
        returns: [...context.returns, { ...decided(event), reason: event.reason }],
      }
    }),
    extend: assign(({ context, event }) => {
      assertEvent(event, "deadline.extended")
      const { until, reason } = event
      return { extensions: [...context.extensions, { ...decided(event), until, reason }] }
    }),
    changeDemands: assign(({ context, event }) => {
      assertEvent(event, "demands.changed")
      const { needs, percent, reason } = event
      const change = {
        ...decided(event),
        was: { needs: context.needs, percent: context.percent },
        now: { needs, percent },
        reason,
      }
      return { needs, percent, demands: [...(context.demands ?? []), change] }
    }),
    fallAway: assign(({ event }) => {
      assertEvent(event, "task.fellAway")
      return { fellAway: event.reason }
    }),
  },
}).createMachine({
  id: "planTask",
  context: ({ input }) => initialPlanTaskContext(input),
  initial: "notStarted",
  states: {
    notStarted: {
      on: { "task.started": "inProgress", ...BEGUN, ...BY_ITSELF, ...MOVED },
    },
    inProgress: { on: { ...EVIDENCE, ...REPORTED, ...BY_ITSELF, ...MOVED } },
    reportedDone: {
      on: {
        "report.takenBack": { target: "inProgress", guard: "didReport", actions: "takeBack" },
        "task.accepted": { target: "accepted", guard: "isSomeoneElse", actions: "recordAcceptance" },
        "task.returned": { target: "returned", guard: "isSomeoneElse", actions: "recordReturn" },
        ...MOVED,
      },
    },
    // What a person gave back waits for a person.
    returned: {
      on: {
        ...EVIDENCE,
        ...REPORTED,
        ...MOVED,
        // What the register counts is noted and takes nobody's answer away.
        "progress.told": [{ guard: "isCounted", actions: "noteProgress" }, BEGUN["progress.told"]],
      },
    },
    accepted: { on: { "task.reopened": { target: "returned", actions: "recordReturn" } } },
    cancelled: { type: "final" },
  },
})
