import { assertEvent, assign, setup } from "xstate"
import {
  initialRegistrationContext,
  type RegistrationContext,
  type Returned,
} from "#models/registration/context.ts"
import { decidedBy } from "#models/registration/decided-by.ts"
import type { AnnouncingSignature, RegistrationEvent } from "#models/registration/events.ts"
import { isUnconfirmed, mayJudge } from "#models/registration/four-eyes.ts"
import { isOpenRemark, MOST_REMARKS, type RemarkTurn } from "#models/registration/remark.ts"
import type { TakeOverOutcome } from "#models/registration/take-over.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { isNoneOf, isSamePerson, type Stamped, withPersonsBehind } from "#models/shared/workflow.ts"
import { answered, asked, silent } from "./consultation-moves.ts"
import {
  ANSWERABLE,
  APPRAISER_RETURNS,
  ASSIGNABLE,
  MOVABLE,
  REMARKABLE,
  RENEWABLE,
  REPEALABLE,
  REPLACEABLE,
  RETURN_RECALLABLE,
  takenOver,
  urgently,
  WITHDRAWABLE,
} from "./edges.ts"
import { noteOf } from "./end-note.ts"
import { addRemark, isOnRemark, turnRemark } from "./remark-moves.ts"
import { goneOnFrom, mayTakeReturnBack, type ReturnKind, returnedBy, takenBack } from "./return-moves.ts"
import { isSubstantiated } from "./substantiated.ts"
import { approvedUrgently } from "./urgent-move.ts"

const undone = {
  signedOff: null,
  appraised: null,
  approved: null,
  holder: null,
  consultation: null,
} as const

type Ended = NonNullable<RegistrationContext["ended"]>

export const registrationMachine = setup({
  types: {
    context: {} as RegistrationContext,
    events: {} as Stamped<RegistrationEvent>,
  },
  guards: {
    isProposer: ({ context, event }) => !isNoneOf(context.proposers, event),
    wasReturned: ({ context, event }) => context.returns.length > 0 && !isNoneOf(context.proposers, event),
    mayTakeReturnBack: ({ context, event }, of: ReturnKind) => mayTakeReturnBack(context, event, of),
    didSignOff: ({ context, event }) => isSamePerson(context.signedOff, event),
    didAppraise: ({ context, event }) => isSamePerson(context.appraised, event),
    didApprove: ({ context, event }) => isSamePerson(context.approved, event),
    isSomeoneElse: ({ context, event }) => mayJudge(context, event),
    isForAJudge: ({ context, event }) =>
      event.type === "appraisal.assigned" && mayJudge(context, { by: event.personId }),
    mayTakeOver: ({ context, event }, { outcome }: { outcome: TakeOverOutcome }) =>
      event.type === "duty.takenOver" && event.outcome === outcome && mayJudge(context, event),
    isSubstantiated: ({ context, event }) =>
      event.type === "proposal.submitted" &&
      isSubstantiated(event.proposal) &&
      !context.remarks.some(isOpenRemark),
    mayAgree: ({ context, event }) => mayJudge(context, event) && !context.remarks.some(isOpenRemark),
    mayRemark: ({ context, event }) => mayJudge(context, event) && context.remarks.length < MOST_REMARKS,
    isOnOpenRemark: ({ context, event }) => isOnRemark(context, event, "OPEN"),
    maySettle: ({ context, event }) => mayJudge(context, event) && isOnRemark(context, event, "OPEN"),
    mayReopen: ({ context, event }) => mayJudge(context, event) && isOnRemark(context, event, "SETTLED"),
    isConsultationDue: ({ context, event }) =>
      event.type === "consultation.lapsed" &&
      context.consultation !== null &&
      event.today > context.consultation.dueOn,
    wasUrgent: ({ context, event }) =>
      context.approved?.urgent !== undefined && isSamePerson(context.approved, event),
    mayConfirm: ({ context, event }) =>
      isUnconfirmed(context) && mayJudge(context, event) && !isSamePerson(context.approved, event),
    wasPublished: ({ context }) => context.publishedAt !== null,
    mayBeAnnounced: ({ context }, signature: AnnouncingSignature) =>
      context.appraised !== null &&
      context.approved !== null &&
      mayJudge(context, context.appraised) &&
      mayJudge(context, context.approved) &&
      !isUnconfirmed(context) &&
      isValidOn({ validFrom: signature.heldFrom, validTo: signature.heldTo }, signature.signedOn),
  },
  actions: {
    keepProposal: assign(({ context, event }) => {
      assertEvent(event, ["draft.saved", "proposal.submitted"])
      return {
        proposal: event.proposal,
        proposers: withPersonsBehind(context.proposers, event),
        returns: goneOnFrom(context.returns),
      }
    }),
    noteProposer: assign(({ context, event }) => ({
      proposers: withPersonsBehind(context.proposers, event),
      returns: goneOnFrom(context.returns),
    })),
    noteMove: assign({}),
    recordSignOff: assign(({ event }) => ({ signedOff: decidedBy(event) })),
    recordHolder: assign(({ event }) => {
      assertEvent(event, "appraisal.started")
      return {
        holder: event.holderName === undefined ? null : { ...decidedBy(event), name: event.holderName },
      }
    }),
    assignHolder: assign(({ event }) => {
      assertEvent(event, "appraisal.assigned")
      return { holder: { by: event.personId, at: event.at, name: event.personName } }
    }),
    undoHolder: assign({ holder: null }),
    addRemark: assign(({ context, event }) => {
      assertEvent(event, "remark.made")
      return addRemark(context, event)
    }),
    turnRemark: assign(({ context, event }, { kind }: Pick<RemarkTurn, "kind">) => {
      assertEvent(event, ["remark.resolved", "remark.settled", "remark.reopened"])
      return { ...turnRemark(context, event, kind), returns: goneOnFrom(context.returns) }
    }),
    signOffInPlace: assign(({ event }) => {
      assertEvent(event, "duty.takenOver")
      return { signedOff: { ...decidedBy(event), takenOver: event.reason } }
    }),
    appraiseInPlace: assign(({ event }) => {
      assertEvent(event, "duty.takenOver")
      return { appraised: { ...decidedBy(event), note: "", takenOver: event.reason } }
    }),
    recordReturn: assign(({ context, event }, { stage }: Pick<Returned, "stage">) => {
      assertEvent(event, ["record.renewed", "proposal.returned", "proposal.returnedByHead", "duty.takenOver"])
      return { ...undone, returns: [...context.returns, returnedBy(context, event, stage)] }
    }),
    askOpinion: assign(({ event }) => {
      assertEvent(event, "consultation.requested")
      return { consultation: asked(event) }
    }),
    keepOpinion: assign(({ context, event }) => {
      assertEvent(event, "consultation.answered")
      return { consultation: answered(context, event) }
    }),
    recordSilence: assign(({ context, event }) => {
      assertEvent(event, "consultation.lapsed")
      return { consultation: silent(context, event) }
    }),
    recordAppraisal: assign(({ event }) => {
      assertEvent(event, "appraisal.agreed")
      return { appraised: { ...decidedBy(event), note: event.note } }
    }),
    approveUrgently: assign(({ context, event }, { waitedFor }: { waitedFor: string }) => {
      assertEvent(event, "approval.grantedUrgently")
      return approvedUrgently(context, event, waitedFor)
    }),
    recordConfirmation: assign(({ context, event }) => ({
      approved: context.approved && { ...context.approved, confirmed: decidedBy(event) },
    })),
    recordApproval: assign(({ event }) => ({ approved: decidedBy(event) })),
    undoReturn: assign(({ context }) => takenBack(context)),
    undoSignOff: assign({ signedOff: null }),
    undoAppraisal: assign({ appraised: null }),
    undoApproval: assign({ approved: null }),
    undoConsultation: assign({ consultation: null }),
    revokeApproval: assign({ approved: null, appraised: null }),
    recordAnnouncement: assign(({ event }) => {
      assertEvent(event, "decision.issued")
      const { editionId, decisionNumber, signature } = event
      const { signatoryId, capacity, signedOn } = signature
      return { announcement: { editionId, decisionNumber, signatoryId, capacity, signedOn } }
    }),
    recordPublication: assign(({ event }) => ({ publishedAt: event.at })),
    recordEnd: assign(({ event }, { kind }: Pick<Ended, "kind">) => {
      assertEvent(event, [
        "proposal.withdrawn",
        "procedure.repealed",
        "edition.superseded",
        "edition.recalled",
      ])
      return { ended: { kind, note: noteOf(event), at: event.at } }
    }),
    undoEnd: assign({ ended: null }),
  },
}).createMachine({
  id: "registration",
  context: initialRegistrationContext,
  initial: "drafting",
  states: {
    drafting: {
      on: { ...REPEALABLE, ...MOVABLE, "record.renewed": "drafting", ...ANSWERABLE, ...WITHDRAWABLE },
    },
    awaitingUnitHead: {
      on: {
        "proposal.signedOff": { target: "registered", guard: "isSomeoneElse", actions: "recordSignOff" },
        "proposal.returnedByHead": {
          target: "returned",
          guard: "isSomeoneElse",
          actions: { type: "recordReturn", params: { stage: "UNIT_HEAD" } },
        },
        "submission.recalled": [
          { target: "returned", guard: "wasReturned" },
          { target: "drafting", guard: "isProposer" },
        ],
        ...takenOver("registered", "signOffInPlace", "UNIT_HEAD"),
        ...RENEWABLE,
        ...WITHDRAWABLE,
      },
    },
    registered: {
      on: {
        "appraisal.started": { target: "underAppraisal", guard: "isSomeoneElse", actions: "recordHolder" },
        "appraisal.assigned": { target: "underAppraisal", guard: "isForAJudge", actions: "assignHolder" },
        "signOff.recalled": { target: "awaitingUnitHead", guard: "didSignOff", actions: "undoSignOff" },
        ...takenOver("appraised", "appraiseInPlace", "APPRAISAL"),
        ...RENEWABLE,
        ...WITHDRAWABLE,
      },
    },
    underAppraisal: {
      on: {
        "consultation.requested": { target: "consulting", guard: "isSomeoneElse", actions: "askOpinion" },
        "appraisal.agreed": { target: "appraised", guard: "mayAgree", actions: "recordAppraisal" },
        "appraisal.released": { target: "registered", guard: "isSomeoneElse", actions: "undoHolder" },
        ...takenOver("appraised", "appraiseInPlace", "APPRAISAL"),
        ...urgently(""),
        ...ASSIGNABLE,
        ...REMARKABLE,
        ...APPRAISER_RETURNS,
        ...RENEWABLE,
      },
    },
    consulting: {
      description: "A unit was asked for its opinion; it answers, or the due date passes.",
      on: {
        "consultation.answered": {
          target: "underAppraisal",
          guard: "isSomeoneElse",
          actions: "keepOpinion",
        },
        "consultation.recalled": {
          target: "underAppraisal",
          guard: "isSomeoneElse",
          actions: "undoConsultation",
        },
        "consultation.lapsed": {
          target: "underAppraisal",
          guard: "isConsultationDue",
          actions: "recordSilence",
        },
        ...urgently("ý kiến chưa trả lời"),
        ...ASSIGNABLE,
        ...REMARKABLE,
        ...RENEWABLE,
      },
    },
    returned: { on: { ...ANSWERABLE, ...RETURN_RECALLABLE, ...RENEWABLE, ...WITHDRAWABLE } },
    appraised: {
      on: {
        "approval.granted": { target: "approved", guard: "isSomeoneElse", actions: "recordApproval" },
        "appraisal.recalled": { target: "underAppraisal", guard: "didAppraise", actions: "undoAppraisal" },
        ...APPRAISER_RETURNS,
        ...RENEWABLE,
      },
    },
    approved: {
      description: "Stands in the draft catalogue; only an issued decision makes it public law.",
      on: {
        "approval.confirmed": { guard: "mayConfirm", actions: "recordConfirmation" },
        "approval.recalled": [
          { target: "underAppraisal", guard: "wasUrgent", actions: "revokeApproval" },
          { target: "appraised", guard: "didApprove", actions: "undoApproval" },
        ],
        "approval.revoked": { target: "underAppraisal", guard: "isSomeoneElse", actions: "revokeApproval" },
        "decision.issued": {
          target: "announced",
          guard: { type: "mayBeAnnounced", params: ({ event }) => event.signature },
          actions: "recordAnnouncement",
        },
        ...RENEWABLE,
      },
    },
    announced: {
      on: { "records.published": { target: "published", actions: "recordPublication" }, ...REPLACEABLE },
    },
    published: { on: REPLACEABLE },
    superseded: {
      description: "Over, unless the decision that took its place is recalled and lets the former come back.",
      on: {
        "edition.reinstated": [
          { target: "published", guard: "wasPublished", actions: "undoEnd" },
          { target: "announced", actions: "undoEnd" },
        ],
      },
    },
    recalled: { type: "final" },
    withdrawn: { type: "final" },
    repealed: { type: "final" },
  },
})
