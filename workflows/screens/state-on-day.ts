import { REGISTRATION_STATE_LABELS, type RegistrationState } from "#models/registration/states.ts"

/** A state of a registration as the history of a campaign tells it, in words. */
export const stateOnDay = (state: string): string =>
  state in REGISTRATION_STATE_LABELS ? REGISTRATION_STATE_LABELS[state as RegistrationState] : state
