import type { AppLoadContext } from "@remix-run/node"
import { type Actor, ROLE_LABELS } from "#models/shared/workflow.ts"
import type { PersonView } from "../components/layout.tsx"
import type { TrainingClockView } from "../components/training-bar.tsx"

/** The training date for the bar under the header; null when the system runs for real. */
export const trainingView = ({ runtime }: AppLoadContext): TrainingClockView | null =>
  runtime.trainingClock ? { now: runtime.trainingClock.now() } : null

/** Who is signed in, as the header says it. */
export const personView = (actor: Actor): PersonView => {
  const roles = [...new Set(actor.assignments.map(({ role }) => role))]
  const place = roles.map((role) => ROLE_LABELS[role]).join(" · ")
  return { name: actor.name, place: place || "Hôm nay không giữ vai trò nào", roles }
}
