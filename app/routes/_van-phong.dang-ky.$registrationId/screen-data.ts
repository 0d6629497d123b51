import type { RegistrationEventType } from "#models/registration/events.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import type { RegistrationPage } from "#workflows/screens/registration-page.server.ts"
import type { WhatWasDone } from "#workflows/screens/what-was-done.server.ts"
import type { Conflict } from "../../http/attempt.ts"
import type { FieldErrors } from "../../http/parse-form.ts"
import type { Tab } from "./tab-of.ts"

/** What the loader gives the parts of this screen. */
export type RegistrationScreenData = RegistrationPage & {
  query: Omit<RegistrationQuery, "page">
  done: WhatWasDone | null
  /** Whether the person asked for what they had typed on an older revision to be put into the form. */
  takesOlder: boolean
  tab: Tab
  /** Of the comment that is written next. */
  commentId: string
}

/** A refused form: which, why, and what was typed. */
export type RefusedForm = {
  intent: RegistrationEventType | "attachment" | "comment" | null
  errors: FieldErrors
  values: Record<string, unknown>
  conflict: Conflict | null
  message: string
}
