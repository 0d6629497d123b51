import { assign, setup } from "xstate"
import {
  type Decided,
  initialRegistrationContext,
  type RegistrationContext,
} from "#models/registration/context.ts"
import type { AnnouncingSignature, RegistrationEvent } from "#models/registration/events.ts"
import type { Proposal } from "#models/registration/registration.ts"
import { isValidOn } from "#models/shared/dates.ts"
import type { Stamped } from "#models/shared/workflow.ts"

/** PARTIAL stands on a reason and a citation, FULL on a checklist without an unmet criterion (law.md §4.1 rules 2 and 3). */
export const isSubstantiated = (proposal: Proposal): boolean => {
  if (proposal.answers.length === 0) return false
  if (proposal.level === "PARTIAL") return proposal.partialReason !== null && proposal.citation.trim() !== ""
  if (proposal.level === "FULL") return proposal.answers.every((answer) => answer.value !== "NOT_MET")
  return true
}

const decided = (event: Decided): Decided => ({ by: event.by, at: event.at })
const withProposer = (proposers: string[], by: string): string[] =>
  proposers.includes(by) ? proposers : [...proposers, by]

const undone = { signedOff: null, appraised: null, approved: null, consultation: null } as const

export const registrationMachine = setup({
  types: {
    context: {} as RegistrationContext,
    events: {} as Stamped<RegistrationEvent>,
  },
  guards: {
    isSomeoneElse: ({ context, event }) => !context.proposers.includes(event.by),
    isSubstantiated: (_, params: { proposal: Proposal }) => isSubstantiated(params.proposal),
    isConsultationDue: ({ context }, params: { today: string }) =>
      context.consultation !== null && params.today > context.consultation.dueOn,
    mayBeAnnounced: ({ context }, signature: AnnouncingSignature) =>
      context.appraised !== null &&
      context.approved !== null &&
      !context.proposers.includes(context.appraised.by) &&
      !context.proposers.includes(context.approved.by) &&
      isValidOn({ validFrom: signature.heldFrom, validTo: signature.heldTo }, signature.signedOn),
  },
  actions: {
    keepProposal: assign(({ context, event }, params: { proposal: Proposal }) => ({
      proposal: params.proposal,
      proposers: withProposer(context.proposers, event.by),
    })),
    noteProposer: assign(({ context, event }) => ({
      proposers: withProposer(context.proposers, event.by),
    })),
    recordSignOff: assign(({ event }) => ({ signedOff: decided(event) })),
    recordReturn: assign(
      ({ context, event }, params: { reason: string; stage: "UNIT_HEAD" | "APPRAISAL" | "INTAKE" }) => ({
        ...undone,
        returns: [...context.returns, { ...decided(event), ...params }],
      }),
    ),
    askOpinion: assign(({ event }, params: { question: string; dueOn: string }) => ({
      consultation: { ...params, requestedAt: event.at, opinion: null, answeredBy: null },
    })),
    keepOpinion: assign(({ context, event }, params: { opinion: string }) => ({
      consultation: context.consultation && { ...context.consultation, ...params, answeredBy: event.by },
    })),
    recordAppraisal: assign(({ event }, params: { note: string }) => ({
      appraised: { ...decided(event), ...params },
    })),
    recordApproval: assign(({ event }) => ({ approved: decided(event) })),
    revokeApproval: assign({ approved: null, appraised: null }),
    recordAnnouncement: assign((_, params: NonNullable<RegistrationContext["announcement"]>) => ({
      announcement: params,
    })),
    recordPublication: assign(({ event }) => ({ publishedAt: event.at })),
    recordEnd: assign(
      ({ event }, params: { kind: NonNullable<RegistrationContext["ended"]>["kind"]; note: string }) => ({
        ended: { ...params, at: event.at },
      }),
    ),
  },
}).createMachine({
  id: "registration",
  context: initialRegistrationContext,
  initial: "drafting",
  on: {
    "procedure.repealed": {
      target: ".repealed",
      actions: { type: "recordEnd", params: ({ event }) => ({ kind: "REPEALED", note: event.decision }) },
    },
  },
  states: {
    drafting: {
      on: {
        "record.renewed": { target: "drafting" },
        "draft.saved": {
          actions: { type: "keepProposal", params: ({ event }) => ({ proposal: event.proposal }) },
        },
        "fact.corrected": { actions: "noteProposer" },
        "proposal.submitted": {
          target: "awaitingUnitHead",
          guard: { type: "isSubstantiated", params: ({ event }) => ({ proposal: event.proposal }) },
          actions: { type: "keepProposal", params: ({ event }) => ({ proposal: event.proposal }) },
        },
        "proposal.withdrawn": {
          target: "withdrawn",
          actions: { type: "recordEnd", params: ({ event }) => ({ kind: "WITHDRAWN", note: event.reason }) },
        },
      },
    },
    awaitingUnitHead: {
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "proposal.signedOff": { target: "registered", guard: "isSomeoneElse", actions: "recordSignOff" },
        "proposal.returnedByHead": {
          target: "returned",
          guard: "isSomeoneElse",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "UNIT_HEAD" }),
          },
        },
        "proposal.withdrawn": {
          target: "withdrawn",
          actions: { type: "recordEnd", params: ({ event }) => ({ kind: "WITHDRAWN", note: event.reason }) },
        },
      },
    },
    registered: {
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "appraisal.started": { target: "underAppraisal", guard: "isSomeoneElse" },
        "proposal.withdrawn": {
          target: "withdrawn",
          actions: { type: "recordEnd", params: ({ event }) => ({ kind: "WITHDRAWN", note: event.reason }) },
        },
      },
    },
    underAppraisal: {
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "consultation.requested": {
          target: "consulting",
          guard: "isSomeoneElse",
          actions: {
            type: "askOpinion",
            params: ({ event }) => ({ question: event.question, dueOn: event.dueOn }),
          },
        },
        "proposal.returned": {
          target: "returned",
          guard: "isSomeoneElse",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "APPRAISAL" }),
          },
        },
        "appraisal.agreed": {
          target: "appraised",
          guard: "isSomeoneElse",
          actions: { type: "recordAppraisal", params: ({ event }) => ({ note: event.note }) },
        },
      },
    },
    consulting: {
      description: "The digital agency was asked for its opinion; it answers, or the due date passes.",
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "consultation.answered": {
          target: "underAppraisal",
          guard: "isSomeoneElse",
          actions: { type: "keepOpinion", params: ({ event }) => ({ opinion: event.opinion }) },
        },
        "consultation.lapsed": {
          target: "underAppraisal",
          guard: { type: "isConsultationDue", params: ({ event }) => ({ today: event.today }) },
        },
      },
    },
    returned: {
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "draft.saved": {
          actions: { type: "keepProposal", params: ({ event }) => ({ proposal: event.proposal }) },
        },
        "fact.corrected": { actions: "noteProposer" },
        "proposal.submitted": {
          target: "awaitingUnitHead",
          guard: { type: "isSubstantiated", params: ({ event }) => ({ proposal: event.proposal }) },
          actions: { type: "keepProposal", params: ({ event }) => ({ proposal: event.proposal }) },
        },
        "proposal.withdrawn": {
          target: "withdrawn",
          actions: { type: "recordEnd", params: ({ event }) => ({ kind: "WITHDRAWN", note: event.reason }) },
        },
      },
    },
    appraised: {
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "approval.granted": { target: "approved", guard: "isSomeoneElse", actions: "recordApproval" },
        "proposal.returned": {
          target: "returned",
          guard: "isSomeoneElse",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "APPRAISAL" }),
          },
        },
      },
    },
    approved: {
      description: "Stands in the draft catalogue; only an issued decision makes it public law.",
      on: {
        "record.renewed": {
          target: "returned",
          actions: {
            type: "recordReturn",
            params: ({ event }) => ({ reason: event.reason, stage: "INTAKE" }),
          },
        },
        "approval.revoked": { target: "underAppraisal", guard: "isSomeoneElse", actions: "revokeApproval" },
        "decision.issued": {
          target: "announced",
          guard: { type: "mayBeAnnounced", params: ({ event }) => event.signature },
          actions: {
            type: "recordAnnouncement",
            params: ({ event }) => ({
              editionId: event.editionId,
              decisionNumber: event.decisionNumber,
              signatoryId: event.signature.signatoryId,
              capacity: event.signature.capacity,
              signedOn: event.signature.signedOn,
            }),
          },
        },
      },
    },
    announced: {
      on: {
        "records.published": { target: "published", actions: "recordPublication" },
        "edition.superseded": {
          target: "superseded",
          actions: {
            type: "recordEnd",
            params: ({ event }) => ({ kind: "SUPERSEDED", note: event.byEditionId }),
          },
        },
      },
    },
    published: {
      on: {
        "edition.superseded": {
          target: "superseded",
          actions: {
            type: "recordEnd",
            params: ({ event }) => ({ kind: "SUPERSEDED", note: event.byEditionId }),
          },
        },
      },
    },
    superseded: { type: "final" },
    withdrawn: { type: "final" },
    repealed: { type: "final" },
  },
})
