import { assign, setup } from "xstate"
import {
  type CampaignContext,
  type CampaignInput,
  type Decided,
  initialCampaignContext,
} from "#models/campaign/context.ts"
import type { CampaignEvent, SigningFacts } from "#models/campaign/events.ts"
import { isValidOn } from "#models/shared/dates.ts"
import type { Stamped } from "#models/shared/workflow.ts"

const decided = (event: Decided): Decided => ({ by: event.by, at: event.at })
const withoutType = <T extends Decided & { type: string }>({ type: _, ...rest }: T): Omit<T, "type"> => rest

type Signing = { signatory: SigningFacts; signedOn: string }

/** The one person the decision was drawn for, holding the capacity on the day. */
const isItsSigner = (context: CampaignContext, by: string, { signatory, signedOn }: Signing): boolean =>
  by === signatory.personId &&
  context.signatory?.personId === signatory.personId &&
  isValidOn({ validFrom: signatory.heldFrom, validTo: signatory.heldTo }, signedOn)

/** Nothing is awaited before signature and number. */
const isReady = ({ initials, initialled }: CampaignContext): boolean => !initials || Boolean(initialled)

const undone = {
  frozen: null,
  contentChecked: null,
  formChecked: null,
  submission: null,
  signatory: null,
  signed: null,
  numbered: null,
} as const

export const campaignMachine = setup({
  types: {
    context: {} as CampaignContext,
    events: {} as Stamped<CampaignEvent>,
    input: {} as CampaignInput,
  },
  guards: {
    isFrozenDigest: ({ context }, params: { digest: string }) => context.frozen?.digest === params.digest,
    /** Two checks by two people: content and form are answered for separately (NĐ 30/2020 Điều 12). */
    isAnotherChecker: ({ context, event }, params: { digest: string }) =>
      context.frozen?.digest === params.digest && context.contentChecked?.by !== event.by,
    maySign: ({ context, event }, params: Signing) =>
      !context.numberFirst && isReady(context) && isItsSigner(context, event.by, params),
    maySignNumbered: ({ context, event }, params: Signing) =>
      context.numberFirst && isItsSigner(context, event.by, params),
    isNumberFirst: ({ context }) => context.numberFirst,
    mayNumberFirst: ({ context }) => context.numberFirst && isReady(context),
    wantsInitials: ({ context }) => !isReady(context),
    isSignatureFirst: ({ context }) => !context.numberFirst,
  },
  actions: {
    keepFrozen: assign((_, params: NonNullable<CampaignContext["frozen"]>) => ({ frozen: params })),
    recordContentCheck: assign(({ event }) => ({ contentChecked: decided(event) })),
    recordFormCheck: assign(({ event }) => ({ formChecked: decided(event) })),
    recordSubmission: assign(
      (_, params: { submission: NonNullable<CampaignContext["submission"]>; signatory: SigningFacts }) =>
        params,
    ),
    recordInitials: assign((_, params: NonNullable<CampaignContext["initialled"]>) => ({
      initialled: params,
    })),
    recordSignature: assign((_, params: NonNullable<CampaignContext["signed"]>) => ({ signed: params })),
    recordNumber: assign((_, params: NonNullable<CampaignContext["numbered"]>) => ({ numbered: params })),
    recordSeal: assign((_, params: NonNullable<CampaignContext["sealed"]>) => ({ sealed: params })),
    recordIssue: assign((_, params: NonNullable<CampaignContext["issued"]>) => ({ issued: params })),
    recordPublication: assign(({ event }) => ({ publishedAt: event.at })),
    recordReturn: assign(({ context, event }, params: { reason: string }) => ({
      ...undone,
      ...(context.initialled ? { initialled: null } : {}),
      returns: [...context.returns, { ...decided(event), ...params }],
    })),
    recordErratum: assign(({ context, event }, params: { letter: string; text: string }) => ({
      errata: [...context.errata, { ...decided(event), letter: params.letter, text: params.text }],
    })),
    recordAmendment: assign(({ context }, params: { editionId: string }) => ({
      amendedBy: [...context.amendedBy, params.editionId],
    })),
    recordRecall: assign(({ event }, params: { reason: string }) => ({
      recalled: { ...decided(event), ...params },
    })),
    /** Effects the use-case carries out in the same transaction. */
    announceEntries: () => {},
    enqueueDeliveries: () => {},
    publishEntries: () => {},
  },
}).createMachine({
  id: "campaign",
  context: ({ input }) => initialCampaignContext(input),
  initial: "planned",
  states: {
    planned: { on: { "campaign.opened": "collecting" } },
    collecting: {
      description: "Agencies review, answer and register.",
      on: { "collection.closed": "appraising" },
    },
    appraising: {
      on: {
        "edition.consolidated": {
          target: "consolidated",
          actions: {
            type: "keepFrozen",
            params: ({ event }) => ({
              draft: event.draft,
              digest: event.digest,
              entries: event.entries,
              leftOut: event.leftOut,
              leftOutReason: event.leftOutReason,
            }),
          },
        },
      },
    },
    consolidated: {
      description: "The edition is frozen; from here every figure comes from it.",
      on: {
        "content.checked": {
          target: "contentChecked",
          guard: { type: "isFrozenDigest", params: ({ event }) => event },
          actions: "recordContentCheck",
        },
        "edition.returned": {
          target: "returnedForRevision",
          actions: { type: "recordReturn", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    contentChecked: {
      on: {
        "form.checked": {
          target: "formChecked",
          guard: { type: "isAnotherChecker", params: ({ event }) => event },
          actions: "recordFormCheck",
        },
        "edition.returned": {
          target: "returnedForRevision",
          actions: { type: "recordReturn", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    formChecked: {
      on: {
        "submission.made": {
          target: "submittedForSignature",
          guard: { type: "isFrozenDigest", params: ({ event }) => event },
          actions: {
            type: "recordSubmission",
            params: ({ event }) => ({
              submission: {
                number: event.submissionNumber,
                symbol: event.submissionSymbol,
                day: event.submissionDay,
                by: event.by,
                ...(event.annexes ? { annexes: event.annexes } : {}),
              },
              signatory: event.signatory,
            }),
          },
        },
        "edition.returned": {
          target: "returnedForRevision",
          actions: { type: "recordReturn", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    submittedForSignature: {
      on: {
        "decision.initialled": {
          guard: "wantsInitials",
          actions: { type: "recordInitials", params: ({ event }) => withoutType(event) },
        },
        "decision.signed": {
          target: "signed",
          guard: { type: "maySign", params: ({ event }) => event },
          actions: { type: "recordSignature", params: ({ event }) => withoutType(event) },
        },
        "number.assigned": {
          target: "numbered",
          guard: "mayNumberFirst",
          actions: { type: "recordNumber", params: ({ event }) => withoutType(event) },
        },
        "edition.returned": {
          target: "returnedForRevision",
          actions: { type: "recordReturn", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    signed: {
      on: {
        "number.assigned": {
          target: "numbered",
          guard: "isSignatureFirst",
          actions: { type: "recordNumber", params: ({ event }) => withoutType(event) },
        },
        "decision.sealed": {
          target: "sealed",
          guard: "isNumberFirst",
          actions: { type: "recordSeal", params: ({ event }) => withoutType(event) },
        },
        "edition.returned": {
          target: "returnedForRevision",
          actions: { type: "recordReturn", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    numbered: {
      on: {
        "decision.sealed": {
          target: "sealed",
          guard: "isSignatureFirst",
          actions: { type: "recordSeal", params: ({ event }) => withoutType(event) },
        },
        "decision.signed": {
          target: "signed",
          guard: { type: "maySignNumbered", params: ({ event }) => event },
          actions: { type: "recordSignature", params: ({ event }) => withoutType(event) },
        },
        "edition.returned": {
          target: "returnedForRevision",
          actions: { type: "recordReturn", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    sealed: {
      on: {
        "decision.issued": {
          target: "issued",
          actions: [
            { type: "recordIssue", params: ({ event }) => withoutType(event) },
            "announceEntries",
            "enqueueDeliveries",
          ],
        },
      },
    },
    issued: {
      on: {
        "records.published": { target: "published", actions: ["recordPublication", "publishEntries"] },
        "erratum.recorded": { actions: { type: "recordErratum", params: ({ event }) => event } },
        "amendment.opened": { actions: { type: "recordAmendment", params: ({ event }) => event } },
        "edition.recalled": {
          target: "recalled",
          actions: { type: "recordRecall", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    published: {
      on: {
        "erratum.recorded": { actions: { type: "recordErratum", params: ({ event }) => event } },
        "amendment.opened": { actions: { type: "recordAmendment", params: ({ event }) => event } },
        "edition.archived": "archived",
        "edition.recalled": {
          target: "recalled",
          actions: { type: "recordRecall", params: ({ event }) => ({ reason: event.reason }) },
        },
      },
    },
    returnedForRevision: { on: { "revision.resumed": "appraising" } },
    archived: { type: "final" },
    recalled: { type: "final" },
  },
})
