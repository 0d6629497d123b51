import { assertEvent, assign, setup } from "xstate"
import {
  initialPeriodContext,
  isSameSignatory,
  type PeriodContext,
} from "#models/reporting-period/context.ts"
import type { PeriodEvent } from "#models/reporting-period/events.ts"
import type { Stamped } from "#models/shared/workflow.ts"

const decided = ({ by, at, onBehalfOf }: { by: string; at: string; onBehalfOf?: string }) => ({
  by,
  at,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})

const FROZEN = { "period.corrected": { actions: "addCorrection" } } as const

/** A period: its reports come in, it is locked and put together, the province's report is numbered, signed, sent; reopened, it goes round again. */
export const reportingPeriodMachine = setup({
  types: { context: {} as PeriodContext, events: {} as Stamped<PeriodEvent> },
  guards: {
    nothingReceived: ({ event }) => event.type === "period.formSet" && event.received === 0,
    isAnother: ({ context, event }) =>
      event.type === "period.signatoryChanged" &&
      !isSameSignatory(event.signatory, context.numbered?.signatory),
    isEachNamed: ({ event }) =>
      event.type === "period.locked" &&
      event.open.every((id) => event.exceptions.some(({ agencyId }) => agencyId === id)),
  },
  actions: {
    setForm: assign(({ event }) => {
      assertEvent(event, "period.formSet")
      return { formDigest: event.digest }
    }),
    lock: assign(({ event }) => {
      assertEvent(event, "period.locked")
      return { locked: { ...decided(event), digest: event.digest, exceptions: event.exceptions } }
    }),
    unlock: assign(({ context, event }) => {
      assertEvent(event, "period.unlocked")
      return {
        locked: null,
        returns: [
          ...context.returns,
          { ...decided(event), reason: event.reason, revision: context.revision },
        ],
      }
    }),
    assignNumber: assign(({ event }) => {
      assertEvent(event, "period.numbered")
      const { number, symbol, day, signatory, documentSha256 } = event
      return { numbered: { ...decided(event), number, symbol, day, signatory, documentSha256 } }
    }),
    changeSignatory: assign(({ context, event }) => {
      assertEvent(event, "period.signatoryChanged")
      const { signatory, documentSha256 } = event
      return { numbered: context.numbered && { ...context.numbered, signatory, documentSha256 } }
    }),
    sign: assign(({ event }) => {
      assertEvent(event, "period.signed")
      return { signed: { ...decided(event), documentSha256: event.documentSha256 } }
    }),
    send: assign(({ event }) => {
      assertEvent(event, "period.sent")
      return { sent: { ...decided(event), documentSha256: event.documentSha256, to: event.to } }
    }),
    reopen: assign(({ context, event }) => {
      assertEvent(event, "period.reopened")
      return {
        revision: context.revision + 1,
        locked: null,
        numbered: null,
        signed: null,
        sent: null,
        returns: [
          ...context.returns,
          { ...decided(event), reason: event.reason, revision: context.revision },
        ],
      }
    }),
    addCorrection: assign(({ context, event }) => {
      assertEvent(event, "period.corrected")
      const { agencyId, key, was, now, reason } = event
      return {
        corrections: [
          ...context.corrections,
          { ...decided(event), revision: context.revision, agencyId, key, was, now, reason },
        ],
      }
    }),
    withdraw: assign(({ event }) => {
      assertEvent(event, "period.withdrawn")
      return { withdrawn: { ...decided(event), reason: event.reason } }
    }),
  },
}).createMachine({
  id: "reportingPeriod",
  context: initialPeriodContext(),
  initial: "collecting",
  states: {
    collecting: {
      on: {
        "period.formSet": { guard: "nothingReceived", actions: "setForm" },
        "period.locked": { target: "locked", guard: "isEachNamed", actions: "lock" },
        "period.withdrawn": { target: "withdrawn", actions: "withdraw" },
      },
    },
    locked: {
      description: "Frozen: nothing in it changes any more; what turns out otherwise stands beside it.",
      on: {
        "period.unlocked": { target: "collecting", actions: "unlock" },
        "period.numbered": { target: "numbered", actions: "assignNumber" },
        ...FROZEN,
      },
    },
    numbered: {
      on: {
        "period.signed": { target: "signed", actions: "sign" },
        "period.signatoryChanged": { guard: "isAnother", actions: "changeSignatory" },
        ...FROZEN,
      },
    },
    signed: { on: { "period.sent": { target: "sent", actions: "send" }, ...FROZEN } },
    sent: { on: { "period.reopened": { target: "collecting", actions: "reopen" }, ...FROZEN } },
    withdrawn: { type: "final" },
  },
})
