import { assertEvent, assign, setup } from "xstate"
import { initialReorganisationContext, type ReorganisationContext } from "#models/reorganisation/context.ts"
import type { ReorganisationEvent } from "#models/reorganisation/events.ts"
import { isNoneOf, type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"

/**
 * A reorganisation: written, submitted, confirmed by a second person, in force on its day. Until its day the confirmation may
 * be revoked; what is in force is undone only as a whole. Undone, it is a draft again.
 */
export const reorganisationMachine = setup({
  types: {
    context: {} as ReorganisationContext,
    events: {} as Stamped<ReorganisationEvent>,
  },
  guards: {
    isWritten: ({ context }) => context.planDigest !== null,
    isSomeoneElse: ({ context, event }) => isNoneOf(context.authors, event),
    isWhatWasSubmitted: ({ context, event }) =>
      event.type === "act.confirmed" &&
      event.planDigest === context.planDigest &&
      isNoneOf(context.authors, event),
  },
  actions: {
    keepPlan: assign(({ context, event }) => {
      assertEvent(event, "plan.saved")
      return { planDigest: event.planDigest, authors: withPersonsBehind(context.authors, event) }
    }),
    recordSubmission: assign(({ context, event }) => {
      assertEvent(event, "plan.submitted")
      return {
        submitted: { by: event.by, at: event.at, moves: event.moves },
        authors: withPersonsBehind(context.authors, event),
      }
    }),
    recordConfirmation: assign(({ event }) => {
      assertEvent(event, "act.confirmed")
      const { by, at, moves, norm, day } = event
      return { confirmed: { by, at, moves, norm, day } }
    }),
    recordForce: assign(({ event }) => {
      assertEvent(event, "force.taken")
      return { inForce: { at: event.at, moves: event.moves } }
    }),
    recordReason: assign(({ context, event }) => {
      assertEvent(event, ["plan.returned", "plan.withdrawn", "act.revoked", "undoing.begun"])
      return { reasons: [...context.reasons, { by: event.by, at: event.at, reason: event.reason }] }
    }),
    beginAnew: assign({ submitted: null, confirmed: null, inForce: null }),
  },
}).createMachine({
  id: "reorganisation",
  context: initialReorganisationContext,
  initial: "drafting",
  states: {
    drafting: {
      on: {
        "plan.saved": { actions: "keepPlan" },
        "plan.submitted": { target: "submitted", guard: "isWritten", actions: "recordSubmission" },
        "plan.withdrawn": { target: "withdrawn", actions: "recordReason" },
      },
    },
    submitted: {
      on: {
        "act.confirmed": { target: "confirmed", guard: "isWhatWasSubmitted", actions: "recordConfirmation" },
        "plan.returned": {
          target: "drafting",
          guard: "isSomeoneElse",
          actions: ["recordReason", "beginAnew"],
        },
        "plan.withdrawn": { target: "withdrawn", actions: "recordReason" },
      },
    },
    confirmed: {
      description: "Nothing has been moved yet: the rows are worked out anew on the day.",
      on: {
        "act.revoked": { target: "drafting", actions: ["recordReason", "beginAnew"] },
        "force.begun": "takingForce",
      },
    },
    takingForce: {
      description: "Written piece by piece; a process that is killed goes on where it stood.",
      on: { "force.taken": { target: "inForce", actions: "recordForce" } },
    },
    inForce: { on: { "undoing.begun": { target: "undoing", actions: "recordReason" } } },
    undoing: { on: { "undoing.done": { target: "drafting", actions: "beginAnew" } } },
    withdrawn: { type: "final" },
  },
})
