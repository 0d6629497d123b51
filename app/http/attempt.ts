import { data, redirect } from "@remix-run/node"
import {
  ConcurrentEditError,
  type ErrorCode,
  isOfficeError,
  type OfficeError,
} from "#models/shared/errors.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import type { FieldErrors } from "./parse-form.ts"
import { paths } from "./paths.ts"

const STATUS: Record<ErrorCode, number> = {
  NOT_FOUND: 404,
  RULE_BROKEN: 400,
  INVALID_INPUT: 400,
  WORKFLOW_REFUSED: 409,
  CONCURRENT_EDIT: 409,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  BUSY: 503,
}

/** What somebody else changed meanwhile; shown by `ConflictNotice`. */
export type Conflict = {
  changed: FieldConflict[]
  /** Who did, as a sentence names them. */
  by?: string
  currentRevision?: number
  /** Fields of the refused form that say on what it was made: as they were sent, and as they would be now. */
  made?: { on: Record<string, string>; against: Record<string, string> }
}

/** A refusal as a screen shows it. Plain data, so that it can be the answer of an action. */
type Refusal = {
  ok: false
  code: ErrorCode
  status: number
  message: string
  errors: FieldErrors
  conflict: Conflict | null
}

export type Attempt<T> = { ok: true; value: T } | Refusal

/**
 * Runs a use-case. Refusals of the office become data with their status and Vietnamese words; anything else is a bug
 * and is thrown on. UNAUTHENTICATED redirects to the sign-in page. `authorise` has already noted a FORBIDDEN in the audit log.
 */
export const attempt = async <T>(work: () => Promise<T> | T): Promise<Attempt<T>> => {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (isDuplicate(error)) return refusalOf(new ConcurrentEditError(TAKEN_ALREADY, { changed: [] }))
    if (!isOfficeError(error)) throw error
    if (error.code === "UNAUTHENTICATED") throw redirect(paths.signIn())
    return refusalOf(error)
  }
}

/** Two equal requests met in the store: the other one is kept. */
const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === DUPLICATE_KEY
const DUPLICATE_KEY = 11000
const TAKEN_ALREADY = "Việc này vừa được một yêu cầu khác ghi nhận. Tải lại trang để xem."

/** Runs a reader for a loader: a refusal becomes the thrown answer that the ErrorBoundary shows. */
export const read = async <T>(work: () => Promise<T> | T): Promise<T> => {
  const outcome = await attempt(work)
  if (outcome.ok) return outcome.value
  throw data({ code: outcome.code, message: outcome.message }, { status: outcome.status })
}

const refusalOf = (error: OfficeError): Refusal => ({
  ok: false,
  code: error.code,
  status: STATUS[error.code],
  message: error.message,
  errors: issuesByField(error),
  conflict: error.code === "CONCURRENT_EDIT" ? conflictOf(error) : null,
})

/** A refused form as its page shows it again: a conflict is told on its own, above, and the form is one of now. */
export type ShownRefusal = {
  errors: FieldErrors
  values: Record<string, unknown>
  conflict?: Conflict | null
  message?: string
}

export const shownRefusal = (
  { conflict, message, errors }: Refusal,
  sent: Record<string, unknown>,
  atFields: (errors: FieldErrors) => FieldErrors = (same) => same,
): ShownRefusal =>
  conflict
    ? { errors: {}, values: { ...sent, ...conflict.made?.against }, conflict, message }
    : { errors: { "": [message], ...atFields(errors) }, values: sent }

const issuesByField = (error: OfficeError): FieldErrors => {
  const errors: FieldErrors = { "": [error.message] }
  const issues = error.details.issues
  if (!Array.isArray(issues)) return errors
  for (const { field, row, message } of issues) {
    const text = row === undefined ? message : `Dòng ${row}: ${message}`
    errors[field ?? ""] = [...(errors[field ?? ""] ?? []), text]
  }
  return errors
}

const conflictOf = ({ details }: OfficeError): Conflict => ({
  changed: Array.isArray(details.changed) ? details.changed : [],
  ...(typeof details.by === "string" ? { by: details.by } : {}),
  ...(typeof details.currentRevision === "number" ? { currentRevision: details.currentRevision } : {}),
  ...(details.made ? { made: details.made as NonNullable<Conflict["made"]> } : {}),
})
