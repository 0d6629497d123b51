import type { ClientSession } from "mongoose"
import { delegationsInForceOn } from "../delegation/delegation.repository.server.ts"
import { withDeputies } from "../delegation/with-deputies.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { Actor } from "../shared/workflow.ts"
import { type StoredUser, UserModel } from "./user.schema.server.ts"
import { actorOn, type User } from "./user.ts"

/** The user of that name (lower case), null when there is none. */
export const findUser = async (id: string, session?: ClientSession): Promise<User | null> => {
  const found = await UserModel.findById(id)
    .session(session ?? null)
    .lean<StoredUser>()
  return found && toUser(found)
}

/** Whom the office knows by that name at the province's own sign-on; null when nobody. */
export const findUserBySignOn = async (signOnId: string): Promise<User | null> => {
  const found = await UserModel.findOne({ signOnId: String(signOnId) }).lean<StoredUser>()
  return found && toUser(found)
}

/** Whoever has codes for a lost device left. */
export const holdersOfRecoveryCodes = async (): Promise<User[]> =>
  (
    await UserModel.find({
      $or: [{ "recovery.0": { $exists: true } }, { "secondFactor.recovery.0": { $exists: true } }],
    }).lean<StoredUser[]>()
  ).map(toUser)

/** Whether anybody has this key already. */
export const isPasskeyKnown = async (id: string, session: ClientSession): Promise<boolean> =>
  (await UserModel.exists({ "passkeys.id": String(id) }).session(session)) !== null

/** Everyone with one of these ids, in no particular order. */
export const findUsers = async (ids: readonly string[]): Promise<User[]> =>
  (await UserModel.find({ _id: { $in: [...ids] } }).lean<StoredUser[]>()).map(toUser)

/** A user as office data shows them: nothing of a password. */
export type Person = Pick<
  User,
  "id" | "fullName" | "active" | "assignments" | "passwordIssue" | "signOnId" | "erasedAt"
>

/** Everybody the office knows, by user name. */
export const findPeople = async (session: ClientSession | null = null): Promise<Person[]> =>
  (
    await UserModel.find({}, { passwordHash: 0, trainingPassword: 0 }, { session })
      .sort({ _id: 1 })
      .lean<StoredUser[]>()
  ).map(({ _id, fullName, active, assignments, passwordIssue, signOnId, erasedAt }) => ({
    id: _id,
    fullName,
    active,
    assignments,
    // Kept before passwords were counted: everybody has had one.
    passwordIssue: passwordIssue ?? 1,
    signOnId: signOnId ?? null,
    ...(erasedAt ? { erasedAt } : {}),
  }))

/** Everyone who may sign in, with what they may do on a day, in their own right or as somebody's deputy. */
export const staffOn = async (day: IsoDay, session: ClientSession | null = null): Promise<Actor[]> => {
  const found = await UserModel.find({ active: true }, null, { session })
    .sort({ _id: 1 })
    .lean<StoredUser[]>()
  const own = found.map((user) => actorOn(toUser(user), day))
  const delegations = await delegationsInForceOn(day, null, session)
  return withDeputies(own, delegations, day).filter(({ assignments }) => assignments.length > 0)
}

/** Of these people those who may sign in, with what they may do on a day in their own right. */
export const colleaguesOn = async (
  ids: readonly string[],
  day: IsoDay,
  session: ClientSession,
): Promise<Actor[]> =>
  (await UserModel.find({ _id: { $in: [...ids] }, active: true }, null, { session }).lean<StoredUser[]>())
    .map((user) => actorOn(toUser(user), day))
    .filter(({ assignments }) => assignments.length > 0)

/** The user as they may act on a day, with what they do in the place of absent people. @param inForce theirs on that day, if known */
export const actingOn = async (
  user: User,
  day: IsoDay,
  inForce?: Awaited<ReturnType<typeof delegationsInForceOn>>,
): Promise<Actor> => {
  const delegations = inForce ?? (await delegationsInForceOn(day, user.id))
  if (delegations.length === 0) return actorOn(user, day)
  const principals = await findUsers(delegations.map(({ principalId }) => principalId))
  const others = principals.filter(({ active }) => active).map((one) => actorOn(one, day))
  const [actor = actorOn(user, day)] = withDeputies([actorOn(user, day), ...others], delegations, day)
  return actor
}

/** The made-up people of training mode, by user name. */
export const findTrainingUsers = async (): Promise<User[]> => {
  const found = await UserModel.find({ trainingPassword: { $ne: null }, active: true })
    .sort({ _id: 1 })
    .lean<StoredUser[]>()
  return found.map(toUser)
}

/** Whether the store knows anybody: `made-up` people of training mode, or `real` ones; `besides` one of them. */
export const hasUsers = async (
  who: "made-up" | "real",
  session: ClientSession | null = null,
  besides: string | null = null,
): Promise<boolean> => {
  const trainingPassword = who === "real" ? null : { $ne: null }
  const others = besides === null ? {} : { _id: { $ne: besides } }
  return (await UserModel.exists({ trainingPassword, ...others }).session(session)) !== null
}

/** Inserts or replaces users by id; each is validated against the schema first. */
export const saveUsers = async (people: readonly User[], session?: ClientSession): Promise<void> => {
  for (const { id, ...rest } of people) {
    const document = new UserModel({ _id: id, ...rest })
    await document.validate()
    await UserModel.replaceOne({ _id: id }, document.toObject(), {
      upsert: true,
      ...(session ? { session } : {}),
    })
  }
}

const toUser = ({ _id, ...user }: StoredUser): User => ({
  id: _id,
  ...user,
  // Kept before passwords were counted and given once.
  passwordIssue: user.passwordIssue ?? 1,
  oneTimeUntil: user.oneTimeUntil ?? null,
  secondFactor: user.secondFactor ?? null,
  signOnId: user.signOnId ?? null,
  passkeys: user.passkeys ?? [],
  recovery: user.recovery ?? [],
  erasureAsked: user.erasureAsked ?? null,
  numberAsked: user.numberAsked ?? null,
  erasedAt: user.erasedAt ?? null,
})
