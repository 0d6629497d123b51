import { assertEvent, assign, setup } from "xstate"
import { initialPlanContext, type PlanContext } from "#models/plan/context.ts"
import type { PlanEvent } from "#models/plan/events.ts"
import { isNoneOf, isSamePerson, type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"

const decided = ({ by, at, onBehalfOf }: { by: string; at: string; onBehalfOf?: string }) => ({
  by,
  at,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})

/** A version of a plan: written and argued with, approved by somebody who wrote nothing of it, issued, in force, replaced. */
export const planMachine = setup({
  types: { context: {} as PlanContext, events: {} as Stamped<PlanEvent> },
  guards: {
    isWhole: ({ context, event }) =>
      event.type === "plan.submitted" &&
      event.unanswered === 0 &&
      event.tasks > 0 &&
      event.digest === context.digest,
    didSubmit: ({ context, event }) => isSamePerson(context.submitted, event),
    isSomeoneElse: ({ context, event }) => isNoneOf(context.drafters, event),
    isUnchanged: ({ context, event }) =>
      event.type === "plan.approved" && event.digest === context.digest && isNoneOf(context.drafters, event),
  },
  actions: {
    keepWriting: assign(({ context, event }) => {
      assertEvent(event, ["plan.drafted", "plan.edited", "fault.answered"])
      return { digest: event.digest, drafters: withPersonsBehind(context.drafters, event) }
    }),
    recordSubmission: assign(({ context, event }) => ({
      submitted: decided(event),
      drafters: withPersonsBehind(context.drafters, event),
    })),
    recordReturn: assign(({ context, event }) => {
      assertEvent(event, "plan.returned")
      return {
        submitted: null,
        approved: null,
        returns: [...context.returns, { ...decided(event), reason: event.reason }],
      }
    }),
    takeBack: assign({ submitted: null }),
    recordApproval: assign(({ event }) => ({ approved: decided(event) })),
    recordIssue: assign(({ event }) => {
      assertEvent(event, "plan.issued")
      const { number, issuedOn, effectiveFrom, pdfSha256 } = event
      return { issued: { ...decided(event), number, issuedOn, effectiveFrom, pdfSha256 } }
    }),
    recordEnd: assign(({ event }) => {
      assertEvent(event, "plan.discarded")
      return { discarded: { ...decided(event), reason: event.reason } }
    }),
  },
}).createMachine({
  id: "plan",
  context: initialPlanContext,
  initial: "making",
  states: {
    making: { on: { "plan.drafted": { target: "drafting", actions: "keepWriting" } } },
    drafting: {
      on: {
        "plan.edited": { target: "drafting", actions: "keepWriting" },
        "fault.answered": { target: "drafting", actions: "keepWriting" },
        "plan.submitted": { target: "awaitingApproval", guard: "isWhole", actions: "recordSubmission" },
        "plan.discarded": { target: "discarded", actions: "recordEnd" },
      },
    },
    awaitingApproval: {
      on: {
        "plan.takenBack": { target: "drafting", guard: "didSubmit", actions: "takeBack" },
        "plan.approved": { target: "approved", guard: "isUnchanged", actions: "recordApproval" },
        "plan.returned": { target: "drafting", actions: "recordReturn" },
      },
    },
    approved: {
      on: {
        "plan.issued": { target: "issued", actions: "recordIssue" },
        "plan.returned": { target: "drafting", guard: "isSomeoneElse", actions: "recordReturn" },
      },
    },
    issued: {
      description: "Numbered, signed and sent out; its tasks begin on the day it is in force from.",
      on: { "plan.enforced": "inForce" },
    },
    inForce: { on: { "plan.superseded": "superseded" } },
    superseded: { type: "final" },
    discarded: { type: "final" },
  },
})
