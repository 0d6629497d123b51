import type { Logger } from "pino"
import type { Store } from "#models/store/connection.server.ts"
import { findUser, holdersOfRecoveryCodes, saveUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { isPlain, underScrypt } from "./recovery-codes.server.ts"

/**
 * Puts the codes for a lost device that earlier releases kept as plain digests under scrypt, person by person, beside the office's work:
 * half a second each. The codes themselves stay good.
 * @returns `done`: when it is through; `stop`: ends it after the person at hand
 */
export const hashKeptCodes = (d: {
  store: Pick<Store, "inTransaction">
  logger: Pick<Logger, "error">
}): { done: Promise<void>; stop(): Promise<void> } => {
  let isStopped = false
  const work = async () => {
    const holders = (await holdersOfRecoveryCodes()).filter((user) => codesOf(user).some(isPlain))
    for (const user of holders) {
      if (isStopped) return
      await hashCodesOf(d.store, user)
    }
  }
  const done = work().catch((error: unknown) =>
    d.logger.error({ err: error }, "codes for a lost device were not put under a slow hash"),
  )
  return {
    done,
    stop() {
      isStopped = true
      return done
    },
  }
}

const codesOf = ({ recovery = [], secondFactor }: User): string[] => [
  ...recovery,
  ...(secondFactor?.recovery ?? []),
]

async function hashCodesOf(store: Pick<Store, "inTransaction">, before: User): Promise<void> {
  const codes = codesOf(before)
  const hashed = await underScrypt(codes)
  const next = new Map(codes.map((one, index) => [one, hashed[index] ?? one]))
  const withNext = (kept: readonly string[]) => kept.map((one) => next.get(one) ?? one)
  await store.inTransaction(async (session) => {
    // As the store has them by now: some may have been used meanwhile.
    const user = await findUser(before.id, session)
    if (!user) return
    const { secondFactor, recovery = [] } = user
    const factor = secondFactor && { ...secondFactor, recovery: withNext(secondFactor.recovery) }
    await saveUsers([{ ...user, recovery: withNext(recovery), secondFactor: factor ?? null }], session)
  })
}
