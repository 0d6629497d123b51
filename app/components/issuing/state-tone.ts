import type { CampaignState } from "#models/campaign/states.ts"
import type { Tone } from "../badges.tsx"

/** The colour that helps the words of a state. */
export const stateTone = (state: CampaignState): Tone => {
  if (state === "issued" || state === "published" || state === "archived") return "good"
  if (state === "recalled" || state === "stopped") return "bad"
  if (state === "returnedForRevision") return "partial"
  return state === "planned" ? "quiet" : "busy"
}
