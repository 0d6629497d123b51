import { assign, setup } from "xstate"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { RegimeProposalContext } from "#models/regime-proposal/context.ts"
import type { RegimeProposalEvent } from "#models/regime-proposal/events.ts"
import { isNoneOf, type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"

/** A proposed pack: written, submitted, approved by a second person; it takes force on its own first day. */
export const regimeProposalMachine = setup({
  types: {
    context: {} as RegimeProposalContext,
    events: {} as Stamped<RegimeProposalEvent>,
  },
  guards: {
    isComplete: ({ context }) => context.pack !== null,
    isSomeoneElse: ({ context, event }) => isNoneOf(context.authors, event),
  },
  actions: {
    keepPack: assign(({ context, event }, params: { pack: LegalRegime }) => ({
      pack: params.pack,
      authors: withPersonsBehind(context.authors, event),
    })),
    recordSubmission: assign(({ context, event }) => ({
      submitted: { by: event.by, at: event.at },
      authors: withPersonsBehind(context.authors, event),
    })),
    recordReason: assign(({ context, event }, params: { reason: string }) => ({
      submitted: null,
      reasons: [...context.reasons, { by: event.by, at: event.at, ...params }],
    })),
    recordApproval: assign(({ event }) => ({ approved: { by: event.by, at: event.at } })),
  },
}).createMachine({
  id: "regimeProposal",
  context: { pack: null, authors: [], submitted: null, approved: null, reasons: [] },
  initial: "drafting",
  states: {
    drafting: {
      on: {
        "pack.saved": {
          actions: { type: "keepPack", params: ({ event }) => ({ pack: event.pack }) },
        },
        "pack.submitted": { target: "submitted", guard: "isComplete", actions: "recordSubmission" },
        "pack.withdrawn": {
          target: "withdrawn",
          actions: { type: "recordReason", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    submitted: {
      on: {
        "pack.approved": { target: "approved", guard: "isSomeoneElse", actions: "recordApproval" },
        "pack.returned": {
          target: "drafting",
          guard: "isSomeoneElse",
          actions: { type: "recordReason", params: ({ event }) => ({ reason: event.reason }) },
        },
        "pack.withdrawn": {
          target: "withdrawn",
          actions: { type: "recordReason", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    approved: { type: "final" },
    withdrawn: { type: "final" },
  },
})
