import { findUser } from "#models/user/user.repository.server.ts"

/** Whether somebody signs in with a second factor. */
export const hasSecondFactor = async (userId: string): Promise<boolean> =>
  Boolean((await findUser(userId))?.secondFactor)

/** What a person sees of their second factor; null without one. */
export const ownSecondFactor = async (
  userId: string,
): Promise<{ since: Date; recoveryLeft: number } | null> => {
  const factor = (await findUser(userId))?.secondFactor
  return factor ? { since: factor.since, recoveryLeft: factor.recovery.length } : null
}
