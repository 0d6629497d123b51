import { assign, setup } from "xstate"
import {
  initialReferenceChangeContext,
  type ReferenceChangeContext,
} from "#models/reference-change/context.ts"
import type { ReferenceChangeEvent } from "#models/reference-change/events.ts"
import { isNoneOf, type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"

const ended = { type: "recordEnd", params: ({ event }: { event: { reason: string } }) => event } as const

/** A change of office data: drafted, submitted, confirmed by a second person, in force on its day. */
export const referenceChangeMachine = setup({
  types: {
    context: {} as ReferenceChangeContext,
    events: {} as Stamped<ReferenceChangeEvent>,
  },
  guards: { isSomeoneElse: ({ context, event }) => isNoneOf(context.authors, event) },
  actions: {
    recordDraft: assign(({ context, event }, { digest }: { digest: string }) => ({
      digest,
      drafted: { by: event.by, at: event.at },
      authors: withPersonsBehind(context.authors, event),
    })),
    recordSubmission: assign(({ context, event }) => ({
      submitted: { by: event.by, at: event.at },
      authors: withPersonsBehind(context.authors, event),
    })),
    recordConfirmation: assign(({ event }) => ({ confirmed: { by: event.by, at: event.at } })),
    recordForce: assign(({ event }) => ({ tookForceAt: event.at })),
    recordEnd: assign(({ event }, { reason }: { reason: string }) => ({
      ended: { by: event.by, at: event.at, reason },
    })),
  },
}).createMachine({
  id: "referenceChange",
  context: initialReferenceChangeContext,
  initial: "drafting",
  states: {
    drafting: {
      on: {
        "change.drafted": {
          target: "drafted",
          actions: { type: "recordDraft", params: ({ event }) => ({ digest: event.digest }) },
        },
      },
    },
    drafted: {
      on: {
        "change.drafted": {
          target: "drafted",
          actions: { type: "recordDraft", params: ({ event }) => ({ digest: event.digest }) },
        },
        "change.submitted": { target: "submitted", actions: "recordSubmission" },
        "change.withdrawn": { target: "withdrawn", actions: ended },
      },
    },
    submitted: {
      on: {
        "change.confirmed": {
          target: "confirmed",
          guard: "isSomeoneElse",
          actions: "recordConfirmation",
        },
        "change.refused": { target: "refused", guard: "isSomeoneElse", actions: ended },
        "change.withdrawn": { target: "withdrawn", actions: ended },
      },
    },
    confirmed: { on: { "change.tookForce": { target: "inForce", actions: "recordForce" } } },
    inForce: { type: "final" },
    refused: { type: "final" },
    withdrawn: { type: "final" },
  },
})
