import { systemClock } from "#models/shared/clock.ts"
import { formatInstant } from "#models/shared/dates.ts"

/** What one window has typed: on which revision, and which versions of the server's copy it knew. */
type Typed = {
  fields: Record<string, unknown>
  revision: number
  versions: string[]
  /** The form was sent since, with what fate is not known here. */
  isSent?: true
}
export type KeptTyped = Typed & { at: string; since: number; name: string }

const PREFIX = "phan-nhap:"
/** Each window keeps its own, so that none writes over what another has not sent yet. */
const WINDOW = Math.random().toString(36).slice(2)
const nameOf = (key: string): string => `${PREFIX}${key}:${WINDOW}`

/** A name for the next version of the server's copy. */
export const newVersion = (): string => `${WINDOW}-${Math.random().toString(36).slice(2)}`

/** Keeps what is typed in this browser; where it may not keep anything, the server's copy must do. */
export const rememberTyped = (key: string, typed: Typed): void => {
  try {
    const now = systemClock.now()
    const kept = { ...typed, at: formatInstant(now), since: now.getTime() }
    localStorage.setItem(nameOf(key), JSON.stringify(kept))
  } catch {
    // A full or forbidden storage is no reason to stop typing.
  }
}

/** The form is being sent: what is kept counts only while the registration is still at the revision it was typed on. */
export const noteSent = (key: string): void => {
  const typed = readKept(nameOf(key))
  if (typed) rememberTyped(key, { ...typed, isSent: true })
}

/** What windows have left in this browser, the latest first. */
export const recallTyped = (key: string): KeptTyped[] => {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(`${PREFIX}${key}:`))
      .flatMap((name) => readKept(name) ?? [])
      .sort((a, b) => b.since - a.since)
  } catch {
    return []
  }
}

/** Forgets what this window has typed, or what was kept under a name. */
export const forgetTyped = (key: string, name: string = nameOf(key)): void => {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept, then.
  }
}

function readKept(name: string): KeptTyped | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "null")
    return isTyped(kept) ? { ...kept, name } : null
  } catch {
    return null
  }
}

const isTyped = (kept: unknown): kept is Omit<KeptTyped, "name"> =>
  typeof kept === "object" &&
  kept !== null &&
  "fields" in kept &&
  typeof kept.fields === "object" &&
  "revision" in kept &&
  typeof kept.revision === "number" &&
  "versions" in kept &&
  Array.isArray(kept.versions) &&
  "since" in kept
