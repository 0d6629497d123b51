import type { FieldConflict } from "./field-conflict.ts"

/**
 * The refusals the office may meet. Each carries a stable `code` (compare codes, not classes: bundled and
 * unbundled copies of this module may live in one process) and a Vietnamese message that says what is wrong and what to do.
 */
export type ErrorCode =
  | "NOT_FOUND"
  | "RULE_BROKEN"
  | "WORKFLOW_REFUSED"
  | "CONCURRENT_EDIT"
  | "FORBIDDEN"
  | "INVALID_INPUT"
  | "UNAUTHENTICATED"
  | "BUSY"

/** One thing wrong with what was sent: where (row, field) and what to do about it. */
export type InputIssue = { row?: number; field?: string; message: string }

export class OfficeError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown>
  constructor(
    code: ErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = "OfficeError"
    this.code = code
    this.details = details
  }
}

export class NotFoundError extends OfficeError {
  constructor(message: string) {
    super("NOT_FOUND", message)
  }
}

export class RuleBrokenError extends OfficeError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super("RULE_BROKEN", message, details)
  }
}

/** The workflow does not accept the event in its present state. */
export class WorkflowRefusedError extends OfficeError {
  constructor(message: string, details: { machine: string; state: string; event: string }) {
    super("WORKFLOW_REFUSED", message, details)
  }
}

/** Somebody saved in between; `details.changed` lists what is different now, and what the refused form says there. */
export class ConcurrentEditError extends OfficeError {
  constructor(
    message: string,
    details: {
      changed: FieldConflict[]
      /** Who changed it, as a sentence names them; unsaid where nobody looked. */
      by?: string
      currentRevision?: number
      /** Fields of the refused form that say on what it was made: as they were sent, and as they would be now. */
      made?: { on: Record<string, string>; against: Record<string, string> }
      seenRevision?: number
    },
  ) {
    super("CONCURRENT_EDIT", message, details)
  }
}

export class ForbiddenError extends OfficeError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super("FORBIDDEN", message, details)
  }
}

export class InvalidInputError extends OfficeError {
  readonly issues: InputIssue[]
  constructor(message: string, issues: InputIssue[] = []) {
    super("INVALID_INPUT", message, { issues })
    this.issues = issues
  }
}

/** Too much is being done for others at this moment. */
export class BusyError extends OfficeError {
  constructor(message: string) {
    super("BUSY", message)
  }
}

/** A refusal as plain data, to cross to another process. */
export type PlainRefusal = Pick<OfficeError, "code" | "message" | "details">

export const plainRefusal = ({ code, message, details }: OfficeError): PlainRefusal => ({
  code,
  message,
  details,
})

/** The refusal that was made plain, of its class where that says more than the code. */
export const refusalFrom = ({ code, message, details }: PlainRefusal): OfficeError => {
  switch (code) {
    case "INVALID_INPUT":
      return new InvalidInputError(message, details.issues as InputIssue[])
    case "RULE_BROKEN":
      return new RuleBrokenError(message, details)
    case "NOT_FOUND":
      return new NotFoundError(message)
    default:
      return new OfficeError(code, message, details)
  }
}

/** True for a refusal of ours, whichever copy of this module threw it. */
export const isOfficeError = (error: unknown): error is OfficeError =>
  error instanceof Error && error.name === "OfficeError" && "code" in error && "details" in error
