import type { DispatchState } from "#models/dispatch/dispatch.ts"
import type { Tone } from "../badges.tsx"

const TONES: Record<DispatchState, Tone> = {
  WAITING: "busy",
  SENDING: "busy",
  DELIVERED: "good",
  REFUSED: "bad",
  GIVEN_UP: "bad",
  UNKNOWN: "partial",
  CANCELLED: "quiet",
}

export const dispatchTone = (state: DispatchState): Tone => TONES[state]
