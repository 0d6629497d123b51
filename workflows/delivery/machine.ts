import { assign, setup } from "xstate"
import type { DeliveryContext, DeliveryInput } from "#models/outbox/context.ts"
import type { DeliveryEvent } from "#models/outbox/events.ts"
import { type FailureClass, isTargetFault, leavesOutcomeUnknown } from "#models/outbox/failure.ts"
import type { Receipt } from "#models/outbox/message-envelope.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { hasGivenUp } from "./retry.ts"

type Found = { version: number; payloadSha256: string; editionDigest: string; withdrawn: boolean }
type Failed = { failure: FailureClass; message: string }

const foundParams = ({ event }: { event: Found }): Found => ({
  version: event.version,
  payloadSha256: event.payloadSha256,
  editionDigest: event.editionDigest,
  withdrawn: event.withdrawn,
})
const failedParams = ({ event }: { event: Failed }): Failed => ({
  failure: event.failure,
  message: event.message,
})

/** The record at the portal is this very message: content, version and edition. Anything less is not live. */
const isThisMessage = (context: DeliveryContext, found: Found): boolean =>
  found.version === context.version &&
  found.payloadSha256 === context.payloadSha256 &&
  found.editionDigest === context.editionDigest &&
  found.withdrawn === (context.operation === "WITHDRAW")

export const deliveryMachine = setup({
  types: {
    context: {} as DeliveryContext,
    events: {} as Stamped<DeliveryEvent>,
    input: {} as DeliveryInput,
  },
  guards: {
    isThisMessage: ({ context }, found: Found) => isThisMessage(context, found),
    /** A newer version, or our version with other content: not ours to overwrite. */
    isBeyondUs: ({ context }, found: Found) =>
      found.version > context.version ||
      (found.version === context.version && found.payloadSha256 !== context.payloadSha256),
    isWithdrawal: ({ context }) => context.operation === "WITHDRAW",
    isExpectedVersion: ({ context }, params: { acceptedVersion: number }) =>
      params.acceptedVersion === context.version,
    isRefusal: (_, params: Failed) => params.failure === "DATA" || params.failure === "STALE",
    isCodeList: (_, params: Failed) => params.failure === "CODE_LIST",
    isTargetFault: (_, params: Failed) => isTargetFault(params.failure),
    leavesOutcomeUnknown: (_, params: Failed) => leavesOutcomeUnknown(params.failure),
    hasGivenUp: ({ context, event }) => hasGivenUp(context, event.at),
    wasUnsure: ({ context }) => context.unsure,
  },
  actions: {
    countAttempt: assign(({ context, event }) => ({
      attempts: context.attempts + 1,
      checks: 0,
      firstAttemptAt: context.firstAttemptAt ?? event.at,
      unsure: true,
    })),
    takeAttemptBack: assign(({ context }) => ({
      attempts: context.attempts - 1,
      firstAttemptAt: context.attempts === 1 ? null : context.firstAttemptAt,
      unsure: false,
    })),
    keepReceipt: assign((_, params: { receipt: Receipt }) => ({
      receipt: params.receipt,
      unsure: false,
      lastFailure: null,
    })),
    keepFailure: assign(({ event }, params: Failed) => ({
      lastFailure: { ...params, at: event.at },
      unsure: leavesOutcomeUnknown(params.failure),
    })),
    keepFailedCheck: assign(({ context, event }, params: Failed) => ({
      lastFailure: { ...params, at: event.at },
      checks: context.checks + (isTargetFault(params.failure) ? 0 : 1),
    })),
    countCheck: assign(({ context, event }) => ({
      checks: context.checks + 1,
      lastFailure: { failure: null, message: "Cổng đã nhận nhưng chưa đăng đúng nội dung.", at: event.at },
    })),
    noteWorkerLost: assign(({ event }) => ({
      unsure: true,
      lastFailure: { failure: null, message: "Tiến trình gửi bị gián đoạn.", at: event.at },
    })),
    noteStrangeReceipt: assign(({ event }) => ({
      lastFailure: { failure: null, message: "Cổng xác nhận một phiên bản khác.", at: event.at },
    })),
    noteStale: assign(({ event }, found: Found) => ({
      unsure: false,
      lastFailure: {
        failure: "STALE" as const,
        message: `Cổng đang giữ phiên bản ${found.version} với nội dung khác.`,
        at: event.at,
      },
    })),
    expectVersion: assign((_, found: Found) => ({ ifMatch: found.version, unsure: false })),
    expectNothing: assign({ ifMatch: null, unsure: false }),
    recordLive: assign(({ event }) => ({ liveAt: event.at, unsure: false, lastFailure: null })),
    recordSuperseded: assign((_, params: { newerId: string }) => ({ supersededBy: params.newerId })),
    startOver: assign({ attempts: 0, checks: 0, firstAttemptAt: null }),
  },
}).createMachine({
  id: "delivery",
  context: ({ input }) => ({
    operation: input.operation,
    version: input.version,
    payloadSha256: input.payloadSha256,
    editionDigest: input.editionDigest,
    ifMatch: input.supersedes,
    attempts: 0,
    checks: 0,
    firstAttemptAt: null,
    unsure: false,
    receipt: null,
    lastFailure: null,
    liveAt: null,
    supersededBy: null,
  }),
  initial: "pending",
  states: {
    pending: {
      on: {
        "sending.started": { target: "sent", actions: "countAttempt" },
        "message.superseded": {
          target: "superseded",
          actions: { type: "recordSuperseded", params: ({ event }) => ({ newerId: event.newerId }) },
        },
      },
    },
    sent: {
      on: {
        "receipt.received": [
          {
            target: "acknowledged",
            guard: {
              type: "isExpectedVersion",
              params: ({ event }) => ({ acceptedVersion: event.receipt.acceptedVersion }),
            },
            actions: { type: "keepReceipt", params: ({ event }) => ({ receipt: event.receipt }) },
          },
          { target: "outcomeUnknown", actions: "noteStrangeReceipt" },
        ],
        "sending.postponed": { target: "pending", actions: "takeAttemptBack" },
        "sending.failed": [
          {
            target: "rejected",
            guard: { type: "isRefusal", params: failedParams },
            actions: { type: "keepFailure", params: failedParams },
          },
          {
            target: "parked",
            guard: { type: "isCodeList", params: failedParams },
            actions: { type: "keepFailure", params: failedParams },
          },
          {
            target: "pending",
            guard: { type: "isTargetFault", params: failedParams },
            actions: ["takeAttemptBack", { type: "keepFailure", params: failedParams }],
          },
          {
            target: "parked",
            guard: "hasGivenUp",
            actions: { type: "keepFailure", params: failedParams },
          },
          {
            target: "outcomeUnknown",
            guard: { type: "leavesOutcomeUnknown", params: failedParams },
            actions: { type: "keepFailure", params: failedParams },
          },
          { target: "pending", actions: { type: "keepFailure", params: failedParams } },
        ],
        "worker.lost": { target: "outcomeUnknown", actions: "noteWorkerLost" },
      },
    },
    acknowledged: {
      on: {
        "record.found": [
          {
            target: "live",
            guard: { type: "isThisMessage", params: foundParams },
            actions: "recordLive",
          },
          {
            target: "rejected",
            guard: { type: "isBeyondUs", params: foundParams },
            actions: { type: "noteStale", params: foundParams },
          },
          { target: "parked", guard: "hasGivenUp", actions: "countCheck" },
          { actions: "countCheck" },
        ],
        "record.absent": [
          { target: "live", guard: "isWithdrawal", actions: "recordLive" },
          { target: "parked", guard: "hasGivenUp", actions: "countCheck" },
          { actions: "countCheck" },
        ],
        "lookup.failed": [
          {
            target: "parked",
            guard: "hasGivenUp",
            actions: { type: "keepFailedCheck", params: failedParams },
          },
          { actions: { type: "keepFailedCheck", params: failedParams } },
        ],
        "message.superseded": {
          target: "superseded",
          actions: { type: "recordSuperseded", params: ({ event }) => ({ newerId: event.newerId }) },
        },
      },
    },
    live: { type: "final" },
    outcomeUnknown: {
      on: {
        "record.found": [
          {
            target: "live",
            guard: { type: "isThisMessage", params: foundParams },
            actions: "recordLive",
          },
          {
            target: "rejected",
            guard: { type: "isBeyondUs", params: foundParams },
            actions: { type: "noteStale", params: foundParams },
          },
          {
            target: "parked",
            guard: "hasGivenUp",
            actions: { type: "expectVersion", params: foundParams },
          },
          { target: "pending", actions: { type: "expectVersion", params: foundParams } },
        ],
        "record.absent": [
          { target: "live", guard: "isWithdrawal", actions: "recordLive" },
          { target: "parked", guard: "hasGivenUp", actions: "expectNothing" },
          { target: "pending", actions: "expectNothing" },
        ],
        "lookup.failed": [
          {
            target: "parked",
            guard: "hasGivenUp",
            actions: { type: "keepFailedCheck", params: failedParams },
          },
          { actions: { type: "keepFailedCheck", params: failedParams } },
        ],
        "message.superseded": {
          target: "superseded",
          actions: { type: "recordSuperseded", params: ({ event }) => ({ newerId: event.newerId }) },
        },
      },
    },
    parked: {
      on: {
        "message.requeued": [
          { target: "outcomeUnknown", guard: "wasUnsure", actions: "startOver" },
          { target: "pending", actions: "startOver" },
        ],
        "message.superseded": {
          target: "superseded",
          actions: { type: "recordSuperseded", params: ({ event }) => ({ newerId: event.newerId }) },
        },
      },
    },
    rejected: {
      on: {
        // The portal may have changed what it holds, or its rules, since it refused: look before sending.
        "message.requeued": { target: "outcomeUnknown", actions: "startOver" },
      },
    },
    superseded: { type: "final" },
  },
})
