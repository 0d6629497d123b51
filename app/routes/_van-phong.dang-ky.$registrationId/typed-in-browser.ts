import { systemClock } from "#models/shared/clock.ts"
import { formatInstant } from "#models/shared/dates.ts"

/** `isSent`: the form was sent since, with what fate is not known here. */
type Typed = { fields: Record<string, unknown>; revision: number; isSent?: true }

const nameOf = (key: string): string => `phan-nhap:${key}`

/** Keeps what is typed in this browser; where it may not keep anything, the server's copy must do. */
export const rememberTyped = (key: string, typed: Typed): void => {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify({ ...typed, at: formatInstant(systemClock.now()) }))
  } catch {
    // A full or forbidden storage is no reason to stop typing.
  }
}

/** The form is being sent: what is kept counts only while the registration is still at the revision it was typed on. */
export const noteSent = (key: string): void => {
  const typed = recallTyped(key)
  if (typed) rememberTyped(key, { ...typed, isSent: true })
}

/** What is still kept in this browser; null when nothing readable is. */
export const recallTyped = (key: string): (Typed & { at: string }) | null => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(key)) ?? "null")
    return isTyped(kept) ? kept : null
  } catch {
    return null
  }
}

export const forgetTyped = (key: string): void => {
  try {
    localStorage.removeItem(nameOf(key))
  } catch {
    // Nothing was kept, then.
  }
}

const isTyped = (kept: unknown): kept is Typed & { at: string } =>
  typeof kept === "object" &&
  kept !== null &&
  "fields" in kept &&
  typeof kept.fields === "object" &&
  "revision" in kept &&
  typeof kept.revision === "number"
