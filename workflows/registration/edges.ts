import type { Returned } from "#models/registration/context.ts"

/** The officer at work on the proposal. */
export const ANSWERABLE = {
  "draft.saved": { actions: "keepProposal" },
  "fact.corrected": { actions: "noteProposer" },
  "remark.resolved": {
    guard: "isOnOpenRemark",
    actions: { type: "turnRemark", params: { kind: "ANSWERED" } },
  },
  "proposal.submitted": {
    target: "awaitingUnitHead",
    guard: "isSubstantiated",
    actions: "keepProposal",
  },
} as const

/** Sent back to the unit: a mistake until the unit has gone on from it. */
export const RETURN_RECALLABLE = {
  "headReturn.recalled": {
    target: "awaitingUnitHead",
    guard: { type: "mayTakeReturnBack", params: { stage: "UNIT_HEAD" } },
    actions: "undoReturn",
  },
  "return.recalled": [
    {
      target: "appraised",
      guard: { type: "mayTakeReturnBack", params: { stage: "APPRAISAL", wasAppraised: true } },
      actions: "undoReturn",
    },
    {
      target: "underAppraisal",
      guard: { type: "mayTakeReturnBack", params: { stage: "APPRAISAL", wasAppraised: false } },
      actions: "undoReturn",
    },
  ],
} as const

/** The procedure itself may end wherever its registration has not ended before. */
export const REPEALABLE = {
  "procedure.repealed": {
    target: "repealed",
    actions: { type: "recordEnd", params: { kind: "REPEALED" } },
  },
} as const

/** Until the provincial office has it. */
export const WITHDRAWABLE = {
  "proposal.withdrawn": {
    target: "withdrawn",
    actions: { type: "recordEnd", params: { kind: "WITHDRAWN" } },
  },
} as const

/** The unit changes by a reorganisation: who holds it is kept beside the chart, and nothing in it begins anew. */
export const MOVABLE = { "unit.moved": { actions: "noteMove" } } as const

/** Under way: whatever was decided rests on another record, or on none any more. */
export const RENEWABLE = {
  ...REPEALABLE,
  ...MOVABLE,
  "record.renewed": { target: "returned", actions: { type: "recordReturn", params: { stage: "INTAKE" } } },
} as const

/** In hand: it may go over to another appraiser. */
export const ASSIGNABLE = {
  "appraisal.assigned": { guard: "isForAJudge", actions: "assignHolder" },
} as const

/** What the appraiser remarks, and whether an answer settles it. */
export const REMARKABLE = {
  "remark.made": { guard: "mayRemark", actions: "addRemark" },
  "remark.settled": { guard: "maySettle", actions: { type: "turnRemark", params: { kind: "CLOSED" } } },
  "remark.reopened": { guard: "mayReopen", actions: { type: "turnRemark", params: { kind: "REOPENED" } } },
} as const

export const APPRAISER_RETURNS = {
  "proposal.returned": {
    target: "returned",
    guard: "isSomeoneElse",
    actions: { type: "recordReturn", params: { stage: "APPRAISAL" } },
  },
} as const

/** In force until another decision takes its place, or its own is recalled. */
export const REPLACEABLE = {
  ...REPEALABLE,
  "edition.superseded": {
    target: "superseded",
    actions: { type: "recordEnd", params: { kind: "SUPERSEDED" } },
  },
  "edition.recalled": {
    target: "recalled",
    actions: { type: "recordEnd", params: { kind: "RECALLED" } },
  },
} as const

/** The chief of office, who proposed nothing of it, appraises and approves without waiting. `waitedFor`: what was outstanding. */
export const urgently = (waitedFor: string) =>
  ({
    "approval.grantedUrgently": {
      target: "approved",
      guard: "isSomeoneElse",
      actions: { type: "approveUrgently", params: { waitedFor } },
    },
  }) as const

/** Where nobody is left who may judge it the chief of office does: what it then becomes, or it goes back. */
export const takenOver = <Target extends string, Action extends string>(
  target: Target,
  inPlace: Action,
  stage: Returned["stage"],
) =>
  ({
    "duty.takenOver": [
      { target, guard: { type: "mayTakeOver", params: { outcome: "GO_ON" } }, actions: inPlace },
      {
        target: "returned",
        guard: { type: "mayTakeOver", params: { outcome: "RETURN" } },
        actions: { type: "recordReturn", params: { stage } },
      },
    ],
  }) as const
