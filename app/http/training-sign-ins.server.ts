import type { AppLoadContext } from "@remix-run/node"
import { ROLE_LABELS } from "#models/shared/workflow.ts"

/** A made-up person of training mode, as the sign-in page offers them. */
export type TrainingSignIn = { userId: string; password: string; name: string; roles: string }

/** Everyone the sign-in page may offer; nobody outside training mode. */
export const trainingSignIns = async ({ runtime }: AppLoadContext): Promise<TrainingSignIn[]> =>
  (await runtime.trainingUsers()).map((user) => ({
    userId: user.id,
    password: user.trainingPassword ?? "",
    name: user.fullName,
    roles: [...new Set(user.assignments.map(({ role }) => ROLE_LABELS[role]))].join(" · "),
  }))
