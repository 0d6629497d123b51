import { assign, setup } from "xstate"
import { type DelegationContext, initialDelegationContext } from "#models/delegation/context.ts"
import type { DelegationEvent } from "#models/delegation/events.ts"
import { isSamePerson, type Stamped } from "#models/shared/workflow.ts"

type Closing = { reason: string }
const closed = { type: "recordClose", params: ({ event }: { event: Closing }) => event } as const

/** A delegation: made, agreed to by a second person unless whoever made it answers for the unit, over on its last day or before. */
export const delegationMachine = setup({
  types: { context: {} as DelegationContext, events: {} as Stamped<DelegationEvent> },
  guards: {
    holdsAtOnce: ({ event }) => event.type === "delegation.made" && event.atOnce,
    isSomeoneElse: ({ context, event }) => !isSamePerson(context.made, event),
  },
  actions: {
    recordMaking: assign(({ event }, { digest }: { digest: string }) => ({
      digest,
      made: { by: event.by, at: event.at },
    })),
    recordAgreement: assign(({ event }) => ({ agreed: { by: event.by, at: event.at } })),
    recordClose: assign(({ event }, { reason }: Closing) => ({
      closed: { by: event.by, at: event.at, reason },
    })),
  },
}).createMachine({
  id: "delegation",
  context: initialDelegationContext,
  initial: "making",
  states: {
    making: {
      on: {
        "delegation.made": [
          {
            target: "agreed",
            guard: "holdsAtOnce",
            actions: [{ type: "recordMaking", params: ({ event }) => event }, "recordAgreement"],
          },
          { target: "proposed", actions: { type: "recordMaking", params: ({ event }) => event } },
        ],
      },
    },
    proposed: {
      on: {
        "delegation.agreed": { target: "agreed", guard: "isSomeoneElse", actions: "recordAgreement" },
        "delegation.declined": { target: "declined", actions: closed },
        "delegation.ended": { target: "ended", actions: closed },
      },
    },
    agreed: { on: { "delegation.ended": { target: "ended", actions: closed } } },
    declined: { type: "final" },
    ended: { type: "final" },
  },
})
