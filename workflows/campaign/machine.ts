import { assertEvent, assign, setup } from "xstate"
import {
  type CampaignContext,
  type CampaignInput,
  type Decided,
  initialCampaignContext,
} from "#models/campaign/context.ts"
import type { CampaignEvent, DayReason, SigningFacts } from "#models/campaign/events.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { isSamePerson, type Stamped } from "#models/shared/workflow.ts"
import { isReady } from "./order.ts"

const decided = ({ by, at, onBehalfOf }: Decided): Decided => ({
  by,
  at,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})
const withoutType = <T extends Decided & { type: string }>({ type: _, ...rest }: T): Omit<T, "type"> => rest

/** What a step records of itself, and beside it why the days differ, where that was asked. */
const recordOf = <T extends Decided & { type: string; dayReason?: DayReason | undefined }>(
  event: T,
): Omit<T, "type" | "dayReason"> => {
  const { type: _, dayReason: _reason, ...rest } = event
  return rest
}
const dayReasonsWith = (
  { dayReasons }: CampaignContext,
  event: Decided & { dayReason?: DayReason | undefined },
): Pick<CampaignContext, "dayReasons"> => ({
  dayReasons: event.dayReason ? [...dayReasons, { ...decided(event), ...event.dayReason }] : dayReasons,
})

type Signing = { signatory: SigningFacts; signedOn: string }

/** The one person the decision was drawn for, holding the capacity on the day. */
const isItsSigner = (context: CampaignContext, by: string, { signatory, signedOn }: Signing): boolean =>
  by === signatory.personId &&
  context.signatory?.personId === signatory.personId &&
  isValidOn({ validFrom: signatory.heldFrom, validTo: signatory.heldTo }, signedOn)

const undone = {
  frozen: null,
  contentChecked: null,
  formChecked: null,
  submission: null,
  signatory: null,
  initialled: null,
  signed: null,
  numbered: null,
  dayReasons: [] as CampaignContext["dayReasons"],
} as const

/** Until its decision is issued a review may be stopped, with a reason. */
const STOPPABLE = { "campaign.stopped": { target: "stopped", actions: "recordStop" } } as const

/** Until it is sealed an edition may go back, with a reason. */
const RETURNABLE = {
  "edition.returned": { target: "returnedForRevision", actions: "recordReturn" },
  ...STOPPABLE,
} as const

/** What may happen to an issued edition, also once it is on the portals or in the archive: it is in force there too. */
const CORRECTABLE = {
  "erratum.recorded": { actions: "recordErratum" },
  "amendment.opened": { actions: "recordAmendment" },
  "edition.recalled": { target: "recalled", actions: "recordRecall" },
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
      context.frozen?.digest === params.digest && !isSamePerson(context.contentChecked, event),
    maySign: ({ context, event }, params: Signing) =>
      !context.numberFirst && isReady(context) && isItsSigner(context, event.by, params),
    maySignNumbered: ({ context, event }, params: Signing) =>
      context.numberFirst && isItsSigner(context, event.by, params),
    isNumberFirst: ({ context }) => context.numberFirst,
    mayNumberFirst: ({ context }) => context.numberFirst && isReady(context),
    didCheckContent: ({ context, event }) => context.contentChecked?.by === event.by,
    didCheckForm: ({ context, event }) => context.formChecked?.by === event.by,
    didSubmit: ({ context, event }) => context.submission?.by === event.by && !context.initialled,
    wantsInitials: ({ context }) => !isReady(context),
    isSignatureFirst: ({ context }) => !context.numberFirst,
  },
  actions: {
    keepFrozen: assign(({ event }) => {
      assertEvent(event, "edition.consolidated")
      const { type: _, by: _by, at: _at, onBehalfOf: _for, ...frozen } = event
      return { frozen }
    }),
    recordContentCheck: assign(({ event }) => ({ contentChecked: decided(event) })),
    recordFormCheck: assign(({ event }) => ({ formChecked: decided(event) })),
    recordSubmission: assign(({ event }) => {
      assertEvent(event, "submission.made")
      return {
        submission: {
          number: event.submissionNumber,
          symbol: event.submissionSymbol,
          day: event.submissionDay,
          by: event.by,
          annexes: event.annexes ?? [],
        },
        signatory: event.signatory,
      }
    }),
    undoContentCheck: assign({ contentChecked: null }),
    undoFormCheck: assign({ formChecked: null }),
    undoSubmission: assign(({ context }) => ({
      submission: null,
      signatory: null,
      recalledSubmissions: (context.recalledSubmissions ?? 0) + 1,
    })),
    recordInitials: assign(({ event }) => {
      assertEvent(event, "decision.initialled")
      return { initialled: withoutType(event) }
    }),
    recordSignature: assign(({ event }) => {
      assertEvent(event, "decision.signed")
      return { signed: withoutType(event) }
    }),
    recordNumber: assign(({ context, event }) => {
      assertEvent(event, "number.assigned")
      return { numbered: recordOf(event), ...dayReasonsWith(context, event) }
    }),
    recordSeal: assign(({ context, event }) => {
      assertEvent(event, "decision.sealed")
      return { sealed: { annexes: [], ...recordOf(event) }, ...dayReasonsWith(context, event) }
    }),
    recordIssue: assign(({ context, event }) => {
      assertEvent(event, "decision.issued")
      const effectiveOn = event.effectiveOn ?? context.numbered?.day ?? event.issuedOn
      return { issued: { ...recordOf(event), effectiveOn }, ...dayReasonsWith(context, event) }
    }),
    recordPublication: assign(({ event }) => ({ publishedAt: event.at })),
    recordReturn: assign(({ context, event }) => {
      assertEvent(event, "edition.returned")
      return { ...undone, returns: [...context.returns, { ...decided(event), reason: event.reason }] }
    }),
    recordErratum: assign(({ context, event }) => {
      assertEvent(event, "erratum.recorded")
      const { type: _, ...kept } = event
      return { errata: [...context.errata, kept] }
    }),
    recordAmendment: assign(({ context, event }) => {
      assertEvent(event, "amendment.opened")
      return { amendedBy: [...context.amendedBy, event.editionId] }
    }),
    recordRecall: assign(({ event }) => {
      assertEvent(event, "edition.recalled")
      const { reason, explanation, follows, records } = event
      return {
        recalled: {
          ...decided(event),
          reason,
          ...(explanation ? { explanation } : {}),
          ...(follows ? { follows } : {}),
          ...(records === undefined ? {} : { records }),
        },
      }
    }),
    recordStop: assign(({ event }) => {
      assertEvent(event, "campaign.stopped")
      return { stopped: { ...decided(event), reason: event.reason } }
    }),
  },
}).createMachine({
  id: "campaign",
  context: ({ input }) => initialCampaignContext(input),
  initial: "planned",
  states: {
    planned: { on: { "campaign.opened": "collecting" } },
    collecting: {
      description: "Agencies review, answer and register.",
      on: { "collection.closed": "appraising", ...STOPPABLE },
    },
    appraising: {
      on: { "edition.consolidated": { target: "consolidated", actions: "keepFrozen" }, ...STOPPABLE },
    },
    consolidated: {
      description: "The edition is frozen; from here every figure comes from it.",
      on: {
        "content.checked": {
          target: "contentChecked",
          guard: { type: "isFrozenDigest", params: ({ event }) => event },
          actions: "recordContentCheck",
        },
        ...RETURNABLE,
      },
    },
    contentChecked: {
      on: {
        "form.checked": {
          target: "formChecked",
          guard: { type: "isAnotherChecker", params: ({ event }) => event },
          actions: "recordFormCheck",
        },
        "contentCheck.recalled": {
          target: "consolidated",
          guard: "didCheckContent",
          actions: "undoContentCheck",
        },
        ...RETURNABLE,
      },
    },
    formChecked: {
      on: {
        "submission.made": {
          target: "submittedForSignature",
          guard: { type: "isFrozenDigest", params: ({ event }) => event },
          actions: "recordSubmission",
        },
        "formCheck.recalled": { target: "contentChecked", guard: "didCheckForm", actions: "undoFormCheck" },
        ...RETURNABLE,
      },
    },
    submittedForSignature: {
      on: {
        "submission.recalled": { target: "formChecked", guard: "didSubmit", actions: "undoSubmission" },
        "decision.initialled": { guard: "wantsInitials", actions: "recordInitials" },
        "decision.signed": {
          target: "signed",
          guard: { type: "maySign", params: ({ event }) => event },
          actions: "recordSignature",
        },
        "number.assigned": { target: "numbered", guard: "mayNumberFirst", actions: "recordNumber" },
        ...RETURNABLE,
      },
    },
    signed: {
      on: {
        "number.assigned": { target: "numbered", guard: "isSignatureFirst", actions: "recordNumber" },
        "decision.sealed": { target: "sealed", guard: "isNumberFirst", actions: "recordSeal" },
        ...RETURNABLE,
      },
    },
    numbered: {
      on: {
        "decision.sealed": { target: "sealed", guard: "isSignatureFirst", actions: "recordSeal" },
        "decision.signed": {
          target: "signed",
          guard: { type: "maySignNumbered", params: ({ event }) => event },
          actions: "recordSignature",
        },
        ...RETURNABLE,
      },
    },
    sealed: { on: { "decision.issued": { target: "issued", actions: "recordIssue" }, ...STOPPABLE } },
    issued: {
      on: { "records.published": { target: "published", actions: "recordPublication" }, ...CORRECTABLE },
    },
    published: { on: { "edition.archived": "archived", ...CORRECTABLE } },
    returnedForRevision: { on: { "revision.resumed": "appraising", ...STOPPABLE } },
    archived: { on: CORRECTABLE },
    recalled: { type: "final" },
    stopped: { type: "final" },
  },
})
