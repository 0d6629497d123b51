import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { isOfficeError, NotFoundError, OfficeError } from "#models/shared/errors.ts"
import type { SIGN_IN_FAULTS } from "#models/user/sign-in-faults.ts"
import { findSession } from "#models/user/sign-in-session.repository.server.ts"
import { findUser, findUserBySignOn } from "#models/user/user.repository.server.ts"
import { hasSecondStep, type User } from "#models/user/user.ts"
import {
  isSignOnError,
  type SignedOn,
  type SignOn,
  type SignOnFault,
  type SignOnQuestion,
} from "#workflows/gateways/sign-on/sign-on.ts"
import { accountDraft, logAccount } from "./account-log.server.ts"
import { roleAskingFactor } from "./asked-factor.server.ts"
import { countSignOn, forgiveSignOn, isWorthALine } from "./attempts.server.ts"
import { endOneTimePassword } from "./one-time-password.server.ts"
import { goOnProven } from "./renew-session.server.ts"
import type { IdentityDependencies } from "./sign-in.server.ts"
import { refusedBy } from "./sign-on-words.ts"
import { type StartedSession, startSession } from "./start-session.server.ts"

/** `signOn`: where the province signs people in; null: nowhere, and nobody comes that way. */
export type SignOnDependencies = IdentityDependencies & {
  signOn: SignOn | null
  /** For whoever runs the machine: why a sign-on came to nothing. */
  logger: { warn(details: object, message: string): void }
}

/** `correlationId`: of the request, which whoever was refused can name. */
type Answer = {
  query: URLSearchParams
  question: SignOnQuestion | null
  address: string
  correlationId: string
}

/**
 * Begins to sign somebody in by the province's own sign-on, or to ask them anew there.
 * @returns where to send the browser, and the question that browser keeps
 * @throws NotFoundError where there is none; OfficeError BUSY when it is away
 */
export const askSignOn = async (
  d: SignOnDependencies,
  { correlationId, ...input }: Pick<SignOnQuestion, "redirectUri" | "isAgain"> & { correlationId: string },
): Promise<{ address: string; question: SignOnQuestion }> => {
  const provider = providerOf(d)
  return provider.ask(input).catch((error: unknown) => {
    note(d, error, correlationId)
    throw inWords(error, provider)
  })
}

/**
 * Signs in whoever the provider says it is, if the office knows them by that name. Nobody is made or guessed at by mail address. A second
 * step is owed as after a password, unless the provider asked for one itself. A one-time password they still have is ended, with every
 * session it opened, once they are in. It counts as shown who sits there when the provider asked, not now; when it does not say, never.
 * @throws OfficeError in words, also with the identifier (issue `identifier`) to be handed to the administrator
 */
export const finishSignOn = async (
  d: SignOnDependencies,
  input: Answer & { previousSessionId: string | null; device?: string },
): Promise<StartedSession> => {
  const provider = providerOf(d)
  const { subject, isStrong, provenAt } = await heard(d, provider, input, null)
  const user = await findUserBySignOn(subject)
  if (!user) {
    await logRefused(d, null, "UNKNOWN_PERSON", input.address)
    throw new OfficeError("INVALID_INPUT", unknownPerson(provider), {
      issues: [{ field: "identifier", message: subject }],
    })
  }
  if (!user.active || (!d.trainingMode && user.trainingPassword !== null)) {
    await logRefused(d, user, "NOT_ACTIVE", input.address)
    throw new OfficeError(
      "INVALID_INPUT",
      `Tài khoản «${user.id}» đã ngừng sử dụng nên không vào được. Cần dùng lại: liên hệ quản trị hệ thống.`,
    )
  }
  const owesFactor = await hasToShowMore(d, user, isStrong)
  const within = (session: ClientSession) => endOneTimePassword(d, { userId: user.id }, session)
  return startSession(d, user, {
    ...input,
    owesFactor,
    bySignOn: true,
    // The provider lets in whoever signed in there this morning, without a word.
    provenAt: provenAt ?? new Date(0),
    ...(owesFactor ? {} : { within }),
  })
}

/** Whether this session's person may be asked anew by the provider: they came that way, it is still theirs, and they have no step here. */
export const provesBySignOn = async (
  d: Pick<SignOnDependencies, "signOn">,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<boolean> => {
  if (!d.signOn || !(await findSession(sessionId))?.bySignOn) return false
  const user = await findUser(userId)
  return Boolean(user?.signOnId) && user !== null && !hasSecondStep(user)
}

/**
 * Shows again who sits there, by what the provider asked them just now.
 * @returns the new session id
 * @throws OfficeError when it is somebody else, or the provider asked for less than is owed
 */
export const proveBySignOn = async (
  d: SignOnDependencies,
  input: Answer & { userId: string; sessionId: string },
): Promise<string> => {
  const provider = providerOf(d)
  const { userId, sessionId, address } = input
  const user = await findUser(userId)
  const { subject, isStrong } = await heard(d, provider, input, user)
  if (!user?.active || user.signOnId !== subject || !input.question?.isAgain) {
    await logRefused(d, user, "OTHER_PERSON", address)
    throw new OfficeError(
      "INVALID_INPUT",
      `Người vừa đăng nhập ở «${provider.label}» không phải là «${userId}» đang làm việc ở máy này. Hãy xác nhận lại bằng đúng tài khoản của mình.`,
    )
  }
  if (await hasToShowMore(d, user, isStrong))
    throw new OfficeError(
      "RULE_BROKEN",
      hasSecondStep(user)
        ? "Bạn đã cài bước hai ở hệ thống này. Hãy xác nhận bằng bước đó ở trang xác nhận lại."
        : `«${provider.label}» chỉ hỏi một bước, mà bạn phải xác thực hai bước. Hãy đăng xuất rồi đăng nhập lại để cài bước hai.`,
    )
  return d.store.inTransaction(async (session) => {
    const nextId = await goOnProven({ sessionId, at: d.realClock.now() }, session)
    const draft = accountDraft(logOf(d), user, { type: "session.proven", payload: { how: "SIGN_ON" } })
    await appendAuditEntries([draft], session)
    return nextId
  })
}

const providerOf = ({ signOn }: SignOnDependencies): SignOn => {
  if (signOn) return signOn
  throw new NotFoundError("Hệ thống này không dùng đăng nhập chung. Hãy đăng nhập bằng mật khẩu.")
}

const logOf = (d: IdentityDependencies) => ({ store: d.store, clock: d.clock ?? d.realClock })

/** What was answered may be a stranger's own browser, all day long: of that a line for the first ones only. */
const logRefused = async (
  d: IdentityDependencies,
  user: User | null,
  reason: (typeof SIGN_IN_FAULTS)[number],
  address: string,
  fault?: SignOnFault,
): Promise<void> => {
  if (!(await isWorthALine(address, d.realClock.now()))) return
  const payload = { address, reason, ...(fault ? { fault } : {}) }
  await logAccount(logOf(d), user, { type: "signIn.failed", payload })
}

/** The fault and the code of what was wrong; no token, no name. */
const note = (d: SignOnDependencies, error: unknown, correlationId: string): void => {
  if (isSignOnError(error))
    d.logger.warn({ correlationId, fault: error.fault, code: error.code }, "sign-on came to nothing")
}

/** Whoever guesses or brings what is not theirs. All else is the provider's fault or the person's own, and costs no try. */
const IS_A_TRY: readonly SignOnFault[] = ["STALE", "NOT_OURS"]

/** What the provider says, counted before it is looked at. */
async function heard(
  d: SignOnDependencies,
  provider: SignOn,
  { query, question, address, correlationId }: Answer,
  user: User | null,
): Promise<SignedOn> {
  // Nothing this browser asked: it costs nobody anything, and is not logged at a stranger's pleasure.
  if (!question) throw refusedBy("STALE", provider.label)
  await countSignOn(address, d.realClock.now()).catch(async (error: unknown) => {
    if (isOfficeError(error) && error.details.isFirst === true)
      await logAccount(logOf(d), user, { type: "signIn.failed", payload: { address, reason: "TOO_MANY" } })
    throw error
  })
  try {
    const signedOn = await provider.answer(query, question)
    await forgiveSignOn(address)
    return signedOn
  } catch (error) {
    const fault = isSignOnError(error) ? error.fault : null
    if (fault === null || !IS_A_TRY.includes(fault)) await forgiveSignOn(address)
    note(d, error, correlationId)
    if (fault) await logRefused(d, user, "SIGN_ON", address, fault)
    throw inWords(error, provider)
  }
}

const inWords = (error: unknown, { label }: SignOn): unknown =>
  isSignOnError(error) ? refusedBy(error.fault, label, error) : error

const unknownPerson = ({ label }: SignOn): string =>
  `Tài khoản bạn vừa dùng ở «${label}» chưa gắn với ai ở đây. Chuyển mã định danh dưới đây cho quản trị hệ thống để ghi vào dòng của bạn ở «Người sử dụng», rồi đăng nhập lại.`

/**
 * Whether what the provider asked is not enough. `isStrong`, that it asked for more than one thing, answers what a role is asked; never for
 * the step a person set up here, which is theirs whoever is written as them there.
 */
const hasToShowMore = async (d: IdentityDependencies, user: User, isStrong: boolean): Promise<boolean> =>
  hasSecondStep(user) || (!isStrong && (await roleAskingFactor(d, user)) !== null)
