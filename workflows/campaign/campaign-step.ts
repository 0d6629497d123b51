import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignEvent, CampaignEventType } from "#models/campaign/events.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Piece } from "#workflows/long-act/pieces.server.ts"
import type { Action, Permission } from "#workflows/permissions.ts"
import type { StepField, StepValues } from "#workflows/step-fields.ts"
import type { CampaignDependencies, EditionDependencies } from "./dependencies.ts"
import type { EditionEffect } from "./edition-effect.server.ts"

/** What a step works on: the campaign as it was read, by whom and when it is taken. */
export type StepAt = { campaign: ReviewCampaign; actor: Actor; at: Date }

/** What taking a step comes to: the event, and what else is written in the same transaction. */
export type StepTaken = {
  event: CampaignEvent
  /**
   * The turn of `CAMPAIGNS` it was prepared at, where it rests on other campaigns: one that was taken since is refused. Of a
   * long act that is not hidden it is asked at its beginning alone; from then on nothing that it rests on is let through.
   */
  seenTurn?: number
  /** What is written before, a transaction each, where it is too much for one. */
  pieces?: readonly Piece[]
  write?: (session: ClientSession, moved: ReviewCampaign) => Promise<void>
  /**
   * What a long act asks once, in the transaction that begins it: what was begun is finished, whatever comes up meanwhile. @throws
   * OfficeError
   */
  assertBegins?: (session: ClientSession) => Promise<void>
}

/** The effect of a step, shown before it is taken. */
type StepPreview = {
  /** Why nobody can take it yet, whatever is filled in: it is not offered then, and this is said instead. */
  notYet?: string
  /** Sentences above the form. */
  says?: string[]
  /** What issuing the edition comes to, where the step takes it nearer to that. */
  effect?: EditionEffect
  /** The fields as this campaign asks for them, where they depend on it. */
  fields?: readonly StepField[]
  /** What is filled in. */
  values?: Record<string, string | number>
}

type Standing = Pick<ReviewCampaign, "workflow">

/**
 * One official step of a campaign and the edition it ends in. Offers, forms, dispatch, permissions and the role test derive
 * from this record; a new one is listed in `steps/index.server.ts`.
 */
export type CampaignStep = {
  /** What forms and addresses call it. */
  intent: string
  event: CampaignEventType
  permission: Action | Permission
  /** On the button. */
  label: string
  /** As a duty of the work list; its label where missing. */
  title?: string
  /** `NEXT`: on the path to the issued decision; `SIDE`: beside it; `BOARD`: while registrations are collected. */
  place: "NEXT" | "SIDE" | "BOARD"
  /** Drawn as one that cannot be undone. */
  isGrave?: boolean
  /** Nobody sees the pieces it is written in before the last, so that they may be given up. */
  isHidden?: boolean
  /** Can be taken with signing software of one's own. */
  elsewhere?: boolean
  /** Said while it is being taken. */
  working?: string
  fields: readonly StepField[]
  /** Who may take it, in words, where it is one person. */
  whoMay?(context: CampaignContext): string | null
  /** Why it is not this step's turn though the state would take it, whoever asks; null when it is. */
  notYet?(context: CampaignContext): string | null
  /** Why this person may not take it; null when they may. */
  whyNot?(campaign: Standing, actor: Actor, at: Date): string | null
  preview?(d: EditionDependencies, at: StepAt): Promise<StepPreview>
  /** Prepares the step (reads, draws, signs); nothing is kept before the transaction that takes it. @throws OfficeError */
  act(d: CampaignDependencies, at: StepAt, values: object): Promise<StepTaken>
}

/** A step whose fields are known to the type: what it is given is what it asked for. */
export type StepWith<Fields extends readonly StepField[]> = Omit<CampaignStep, "fields" | "act"> & {
  fields: Fields
  act(d: CampaignDependencies, at: StepAt, values: StepValues<Fields>): Promise<StepTaken>
}

/** Keeps the fields of a step known to the type. */
export const defineStep = <const Fields extends readonly StepField[]>(
  step: StepWith<Fields>,
): StepWith<Fields> => step
