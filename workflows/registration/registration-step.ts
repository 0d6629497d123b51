import type { z } from "zod"
import type { RegistrationContext } from "#models/registration/context.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import type { Action } from "#workflows/permissions.ts"
import { type StepField, shapeOf } from "#workflows/step-fields.ts"

/**
 * One official step of a registration. Offers, forms, parsing, permissions, bulk work and the role test derive from this
 * record; a new one is listed in `steps/index.ts`.
 */
export type RegistrationStep = {
  /** Also what forms call it. */
  event: RegistrationEventType
  permission: Action
  /** On the button. */
  label: string
  /** `PROPOSAL`: sent from the officer's form; `MAIN`: what the state is for; `OTHER`: the ways back and out. */
  place: "PROPOSAL" | "MAIN" | "OTHER"
  fields: readonly StepField[]
  /** Where it can be taken for many at once: those in these states. */
  inBulk?: { label?: string; states: readonly RegistrationState[] }
  /** Why this person may not take it though the state would; null when they may. */
  whyNot?(context: RegistrationContext, actor: { id: string }): string | null
  /** What its form sends, where it is more than `fields`. */
  shape?: z.ZodRawShape
}

/** What the form of a step sends. */
export const sentShapeOf = ({ shape, fields }: Pick<RegistrationStep, "shape" | "fields">): z.ZodRawShape =>
  shape ?? shapeOf(fields)

/** Four eyes: whoever proposed decides nothing of it (design promise 1). */
export const bySomeoneElse: NonNullable<RegistrationStep["whyNot"]> = ({ proposers }, actor) =>
  proposers.includes(actor.id) ? OWN_PROPOSAL : null

const OWN_PROPOSAL = "Người đã đề xuất không được tự ký duyệt, thẩm định hoặc phê duyệt đề xuất của mình."
