import { assertEvent, assign, setup } from "xstate"
import { isNoneOf, isSamePerson, type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"
import { initialReportContext, type ReportContext } from "#models/unit-report/context.ts"
import type { ReportEvent } from "#models/unit-report/events.ts"

const decided = ({ by, at, onBehalfOf }: { by: string; at: string; onBehalfOf?: string }) => ({
  by,
  at,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})

const WRITING = {
  "report.drafted": { target: "drafted", actions: "keepWriting" },
  "report.edited": { target: "drafted", actions: "keepWriting" },
} as const
const EDITING = {
  ...WRITING,
  "report.handedUp": { target: "awaitingHead", guard: "isWhole", actions: "handUp" },
  "report.recorded": { target: "submitted", guard: "isWhole", actions: "record" },
} as const
const ENDING = { "report.fellAway": { target: "cancelled", actions: "fallAway" } } as const

/** A unit's report of a period. Being late is no state: it follows from the day it first came in. */
export const unitReportMachine = setup({
  types: { context: {} as ReportContext, events: {} as Stamped<ReportEvent> },
  guards: {
    isWhole: ({ context, event }) =>
      (event.type === "report.handedUp" || event.type === "report.recorded") &&
      event.faults === 0 &&
      event.digest === context.digest,
    isUnchanged: ({ context, event }) => event.type === "report.signedOff" && event.digest === context.digest,
    didHandUp: ({ context, event }) => isSamePerson(context.handedUp, event),
    didSubmit: ({ context, event }) => isSamePerson(context.submitted, event),
    isSomeoneElse: ({ context, event }) => isNoneOf(context.authors, event),
  },
  actions: {
    keepWriting: assign(({ context, event }) => {
      assertEvent(event, ["report.drafted", "report.edited"])
      return { digest: event.digest, authors: withPersonsBehind(context.authors, event) }
    }),
    handUp: assign(({ context, event }) => ({
      handedUp: decided(event),
      authors: withPersonsBehind(context.authors, event),
    })),
    // What nobody has looked at yet did not come in.
    takeBack: assign(({ context }) => ({
      handedUp: null,
      submitted: null,
      firstSubmittedAt: context.returns.some(({ from }) => from !== "HEAD") ? context.firstSubmittedAt : null,
    })),
    signOff: assign(({ context, event }) => ({
      submitted: { ...decided(event), paper: null },
      firstSubmittedAt: context.firstSubmittedAt ?? event.at,
      authors: withPersonsBehind(context.authors, event),
    })),
    record: assign(({ context, event }) => {
      assertEvent(event, "report.recorded")
      return {
        submitted: { ...decided(event), paper: { number: event.number, day: event.day } },
        firstSubmittedAt: context.firstSubmittedAt ?? `${event.day}T12:00:00.000Z`,
        authors: withPersonsBehind(context.authors, event),
      }
    }),
    accept: assign(({ event }) => {
      assertEvent(event, "report.accepted")
      return { accepted: { ...decided(event), note: event.note } }
    }),
    giveBack: assign(({ context, event }) => {
      assertEvent(event, ["report.sentBack", "report.returned", "report.reopened"])
      const from =
        event.type === "report.sentBack"
          ? ("HEAD" as const)
          : event.type === "report.returned"
            ? ("COORDINATOR" as const)
            : ("REOPENED" as const)
      return {
        handedUp: null,
        submitted: null,
        accepted: null,
        returns: [...context.returns, { ...decided(event), reason: event.reason, from }],
      }
    }),
    fallAway: assign(({ event }) => {
      assertEvent(event, "report.fellAway")
      return { fellAway: event.reason }
    }),
  },
}).createMachine({
  id: "unitReport",
  context: initialReportContext(),
  initial: "open",
  states: {
    open: { on: { ...WRITING, ...ENDING } },
    drafted: { on: { ...EDITING, ...ENDING } },
    awaitingHead: {
      on: {
        "report.takenBack": { target: "drafted", guard: "didHandUp", actions: "takeBack" },
        "report.sentBack": { target: "returned", actions: "giveBack" },
        "report.signedOff": { target: "submitted", guard: "isUnchanged", actions: "signOff" },
        ...ENDING,
      },
    },
    submitted: {
      on: {
        "report.takenBack": { target: "drafted", guard: "didSubmit", actions: "takeBack" },
        "report.accepted": { target: "accepted", guard: "isSomeoneElse", actions: "accept" },
        "report.returned": { target: "returned", guard: "isSomeoneElse", actions: "giveBack" },
      },
    },
    returned: { on: { ...EDITING, ...ENDING } },
    accepted: { on: { "report.reopened": { target: "returned", actions: "giveBack" } } },
    cancelled: { type: "final" },
  },
})
