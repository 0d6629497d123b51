import { z } from "zod"
import { REGISTRATION_STATES, type RegistrationState } from "#models/registration/states.ts"
import { LEVEL_CHANGES } from "#models/shared/level-change.ts"
import { ADMIN_LEVELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"

/** `waiting`: what waits for this person's role; `all`: whatever its state. */
const STATE_CHOICES = ["waiting", "all", ...REGISTRATION_STATES] as const

export const HOLDER_CHOICES = ["mine", "nobody", "others"] as const
export type HolderChoice = (typeof HOLDER_CHOICES)[number]

const orNothing = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined)

/** What the list of registrations is asked for, as it stands in an address; anything unreadable counts as not asked. */
export const RegistrationQuery = z.object({
  campaign: orNothing(z.string().min(1).max(40)),
  q: orNothing(z.string().trim().min(1).max(200)),
  agency: orNothing(z.string().min(1).max(100)),
  level: orNothing(z.enum(SERVICE_LEVELS)),
  adminLevel: orNothing(z.enum(ADMIN_LEVELS)),
  field: orNothing(z.string().min(1).max(100)),
  state: orNothing(z.enum(STATE_CHOICES)),
  /** Whether the suggestion of the rules is sure; `agree`: and the nation and last year say the same; `overruled`: another
   * level is proposed. */
  sure: orNothing(z.enum(["yes", "no", "agree", "overruled"])),
  /** Only those whose case nobody named: a number alone tells them from others of their procedure. */
  cases: orNothing(z.enum(["numbered"])),
  /** Whose appraisals: one's own, nobody's, other people's. */
  holder: orNothing(z.enum(HOLDER_CHOICES)),
  /** `open`: approved urgently, and waiting for a second yes. */
  urgent: orNothing(z.enum(["open"])),
  /** `own`: on which one's own unit is asked for its opinion, whosever they are. */
  asked: orNothing(z.enum(["own"])),
  /** How the level stands to last year's. */
  change: orNothing(z.enum(LEVEL_CHANGES)),
  /** A column: `code`, `suggested`, `proposed`. */
  sort: orNothing(z.string().min(1).max(20)),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type RegistrationQuery = z.infer<typeof RegistrationQuery>

const WAITING: Partial<Record<Role, readonly RegistrationState[]>> = {
  SPECIALIST: ["drafting", "returned"],
  UNIT_HEAD: ["awaitingUnitHead"],
  REVIEWER: ["registered", "underAppraisal", "consulting"],
  CHIEF_OF_OFFICE: ["appraised"],
  COORDINATOR: ["consulting"],
}

/** The states in which a registration waits for a person of these roles; every state for those who only look on. */
const waitingStatesOf = (actor: Pick<Actor, "assignments">): readonly RegistrationState[] => {
  const waiting = actor.assignments.flatMap(({ role }) => WAITING[role] ?? [])
  return waiting.length > 0 ? [...new Set(waiting)] : REGISTRATION_STATES
}

/** The states a query asks for, null for every state. */
export const statesOf = (
  query: Pick<RegistrationQuery, "state">,
  actor: Pick<Actor, "assignments">,
): readonly RegistrationState[] | null => {
  if (query.state === "all") return null
  return query.state === undefined || query.state === "waiting" ? waitingStatesOf(actor) : [query.state]
}
