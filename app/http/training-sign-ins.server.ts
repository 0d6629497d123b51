import type { AppLoadContext } from "@remix-run/node"
import { dayOf } from "#models/shared/dates.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { actorOn } from "#models/user/user.ts"
import { describeManyAssignments } from "#workflows/screens/describe-assignments.server.ts"

/** A made-up person of training mode, as the sign-in page offers them. `isFirst`: the first to hold their role. */
export type TrainingSignIn = {
  userId: string
  password: string
  name: string
  roles: string
  isFirst: boolean
}

/** Everyone the sign-in page may offer, in the order of the yearly work; nobody outside training mode. */
export const trainingSignIns = async ({ runtime }: AppLoadContext): Promise<TrainingSignIn[]> => {
  const users = await runtime.trainingUsers()
  if (users.length === 0) return []
  const day = dayOf(runtime.clock.now())
  const actors = users.map((user) => actorOn(user, day))
  const words = await describeManyAssignments(
    actors.map(({ assignments }) => assignments),
    day,
  )
  const seen = new Set<string>()
  return users
    .map((user, index) => ({ user, roles: words[index] ?? "", role: actors[index]?.assignments[0]?.role }))
    .filter(({ roles }) => roles !== "")
    .sort((a, b) => rank(a.role) - rank(b.role))
    .map(({ user, roles, role }) => {
      const isFirst = role !== undefined && !seen.has(role)
      seen.add(role ?? "")
      return { userId: user.id, password: user.trainingPassword ?? "", name: user.fullName, roles, isFirst }
    })
}

const rank = (role: (typeof ROLES)[number] | undefined) => (role ? ROLES.indexOf(role) : ROLES.length)
