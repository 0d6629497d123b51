import { findUser } from "#models/user/user.repository.server.ts"

/** What somebody may show as their second step. `recoveryLeft`: codes for a lost device. */
export type OwnSteps = {
  /** When they set up a time-based code; null without one. */
  codeSince: Date | null
  passkeys: { id: string; name: string; since: Date; lastUsedAt: Date | null }[]
  recoveryLeft: number
}

/** What a person sees of their second step; nothing in it without one. */
export const ownSteps = async (userId: string): Promise<OwnSteps> => {
  const user = await findUser(userId)
  return {
    codeSince: user?.secondFactor?.since ?? null,
    passkeys: (user?.passkeys ?? []).map(({ id, name, since, lastUsedAt }) => ({
      id,
      name,
      since,
      lastUsedAt,
    })),
    recoveryLeft: (user?.secondFactor?.recovery ?? []).length + (user?.recovery ?? []).length,
  }
}
