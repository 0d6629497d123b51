import {
  appendAuditEntries,
  countActsBy,
  findAuditTrail,
} from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { auditLabelOf, SUBJECT_LABELS } from "#models/audit/audit-words.ts"
import { findCalendarFeed } from "#models/calendar-feed/calendar-feed.repository.server.ts"
import { findDelegations } from "#models/delegation/delegation.repository.server.ts"
import { DELEGATION_STANDING_LABELS, standingOn } from "#models/delegation/delegation.ts"
import { findMailsTo } from "#models/dispatch/dispatch.repository.server.ts"
import { DISPATCH_STATE_LABELS } from "#models/dispatch/dispatch.ts"
import { NOTICE_KIND_LABELS, NOTICE_KINDS } from "#models/inbox-message/notice-kinds.ts"
import { findNoticePreference } from "#models/notice-preference/notice-preference.repository.server.ts"
import { MAIL_CHOICE_LABELS } from "#models/notice-preference/notice-preference.ts"
import { getReference, hasReference } from "#models/reference/reference.repository.server.ts"
import { findSavedViews } from "#models/saved-view/saved-view.repository.server.ts"
import { VIEW_SHARING_LABELS } from "#models/saved-view/saved-view.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { countSignedOffBy } from "#models/unit-report/unit-report.repository.server.ts"
import { countOwnDocuments } from "#models/user/erase-details.repository.server.ts"
import { namesOf } from "#models/user/names.repository.server.ts"
import { findSessionsOf } from "#models/user/sign-in-session.repository.server.ts"
import { findCapacities } from "#models/user/signing-capacity.repository.server.ts"
import { findPeople, findUser } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { deviceInWords } from "#workflows/identity/device-in-words.ts"
import { openCorrection } from "#workflows/personal-data/answer-correction.server.ts"
import { erasureFaults } from "#workflows/personal-data/erasure-faults.server.ts"
import { shownCitizenNumbers } from "#workflows/signatures/certificate-identifiers.ts"
import { numberStandingOf } from "#workflows/signer-number/earlier-signatures.server.ts"
import { describeManyAssignments } from "./describe-assignments.server.ts"

const LATEST_MAILS = 20

/** Everything the office keeps of one person, in words; days as ISO days, instants as UTC. */
export type PersonalFile = {
  person: {
    id: string
    fullName: string
    active: boolean
    signOnId: string | null
    passwordIssue: number
    codeSince: Date | null
    recoveryLeft: number
    erasedAt: Date | null
  }
  roles: { role: string; from: IsoDay; to: IsoDay | null }[]
  capacities: { position: string; from: IsoDay; to: IsoDay | null }[]
  /** What their next signature is compared with: the end of the number, and when that signature was given. */
  signerNumber: {
    renewedAt: Date | null
    last: { shown: string[]; at: Date } | null
    /** A signature after that whose file could not be read, and why. */
    unreadable: { at: Date; why: string } | null
    /** When they last signed with a certificate that says no number, though one before said one. */
    unsaidAt: Date | null
  }
  mailAddresses: { address: string; from: IsoDay; to: IsoDay | null }[]
  keys: { name: string; since: Date; lastUsedAt: Date | null }[]
  sessions: { device: string; address: string; startedAt: Date; lastSeenAt: Date; endsAt: Date }[]
  calendar: { openedAt: Date; lastReadAt: Date | null } | null
  choices: { kind: string; choice: string }[]
  views: { name: string; list: string; sharing: string }[]
  delegations: { id: string; what: string; from: IsoDay; to: IsoDay; standing: string }[]
  /** Reports of their unit that they signed off: their name stands under them. */
  reportsSigned: number
  notices: number
  drafts: number
  mails: { total: number; latest: { subject: string; at: Date; address: string; state: string }[] }
  /** Of the log, by what was done: its kind for the log's filter, its name, how often, and when last. */
  acts: { type: string; what: string; count: number; last: Date }[]
}

const fileOf = async (user: User, today: IsoDay): Promise<PersonalFile> => {
  const { id } = user
  const [
    sessions,
    capacities,
    mail,
    calendar,
    preference,
    views,
    delegations,
    counts,
    mails,
    acts,
    number,
    reportsSigned,
    roles,
  ] = await Promise.all([
    findSessionsOf(id, ""),
    findCapacities(),
    hasReference("mailAddresses").then((has) => (has ? getReference("mailAddresses") : [])),
    findCalendarFeed({ userId: id }),
    findNoticePreference(id),
    findSavedViews(id, []),
    findDelegations(id),
    countOwnDocuments(id),
    findMailsTo(id, LATEST_MAILS),
    countActsBy(id),
    numberStandingOf(id),
    countSignedOffBy(id),
    describeManyAssignments(
      user.assignments.map(({ role, agencyId }) => [{ role, agencyId }]),
      today,
    ),
  ])
  return {
    person: {
      id,
      fullName: user.fullName,
      active: user.active,
      signOnId: user.signOnId ?? null,
      passwordIssue: user.passwordIssue ?? 1,
      codeSince: user.secondFactor?.since ?? null,
      recoveryLeft: (user.secondFactor?.recovery ?? []).length + (user.recovery ?? []).length,
      erasedAt: user.erasedAt ?? null,
    },
    roles: user.assignments.map(({ validFrom, validTo }, index) => ({
      role: roles[index] ?? "",
      from: validFrom,
      to: validTo,
    })),
    capacities: capacities
      .filter(({ personId }) => personId === id)
      .map(({ position, heldFrom, heldTo }) => ({ position, from: heldFrom, to: heldTo })),
    signerNumber: {
      renewedAt: number.renewedAt === null ? null : new Date(number.renewedAt),
      last: number.last && {
        shown: shownCitizenNumbers(number.last.numbers),
        at: new Date(number.last.at),
      },
      unreadable: number.unreadable && { ...number.unreadable, at: new Date(number.unreadable.at) },
      unsaidAt: number.unsaidAt === null ? null : new Date(number.unsaidAt),
    },
    mailAddresses: mail
      .filter(({ userId }) => userId === id)
      .map(({ address, validFrom, validTo }) => ({ address, from: validFrom, to: validTo })),
    keys: (user.passkeys ?? []).map(({ name, since, lastUsedAt }) => ({ name, since, lastUsedAt })),
    sessions: sessions.map(({ device, address, startedAt, lastSeenAt, endsAt }) => ({
      device: deviceInWords(device),
      address,
      startedAt,
      lastSeenAt,
      endsAt,
    })),
    calendar: calendar && { openedAt: calendar.openedAt, lastReadAt: calendar.lastReadAt },
    choices: NOTICE_KINDS.flatMap((kind) => {
      const choice = preference.choices[kind]
      return choice ? [{ kind: NOTICE_KIND_LABELS[kind], choice: MAIL_CHOICE_LABELS[choice] }] : []
    }),
    views: views
      .filter(({ ownerId }) => ownerId === id)
      .map(({ name, list, sharing }) => ({ name, list, sharing: VIEW_SHARING_LABELS[sharing] })),
    delegations: delegations.map((one) => ({
      id: one.id,
      what: `${one.deputyName} thay ${one.principalName}`,
      from: one.from,
      to: one.to,
      standing: DELEGATION_STANDING_LABELS[standingOn(one, today)],
    })),
    reportsSigned,
    notices: counts.inboxMessages,
    drafts: counts["working-copies"] + counts.keptForms,
    mails: {
      total: mails.total,
      latest: mails.latest.map(({ content, createdAt, address, state }) => ({
        subject: "subject" in content ? content.subject : "",
        at: createdAt,
        address: address ?? "",
        state: DISPATCH_STATE_LABELS[state],
      })),
    },
    acts: acts
      .map(({ kind, type, count, last }) => ({
        type,
        what: `${SUBJECT_LABELS[kind] ?? kind}: ${auditLabelOf(kind, type).toLocaleLowerCase("vi")}`,
        count,
        last: new Date(last),
      }))
      .sort((a, b) => b.count - a.count || a.what.localeCompare(b.what, "vi")),
  }
}

const userOf = async (id: string): Promise<User> => {
  const user = await findUser(id)
  if (!user) throw new NotFoundError("Không có người sử dụng này. Kiểm tra lại đường dẫn.")
  return user
}

/** Everything the office keeps of oneself (Luật 91/2025/QH15: the right to know and to see). */
export const getOwnFile = async (
  d: Pick<OfficeDependencies, "clock">,
  actor: Pick<Actor, "id">,
): Promise<PersonalFile> => fileOf(await userOf(actor.id), dayOf(d.clock.now()))

/** The same to take away as a file; the log has that it was taken. */
export const takeOwnFile = async (
  d: Pick<OfficeDependencies, "clock" | "store">,
  actor: Actor,
): Promise<PersonalFile> => {
  const file = await getOwnFile(d, actor)
  await noteRead(d, "details.downloaded", actor.id, actor)
  return file
}

type Wish = { by: string; byName: string; at: Date; reason: string }

/** What an administrator sees of somebody, with what stands in the way of erasing it. */
export type PersonsFile = PersonalFile & {
  faults: string[]
  asked: Wish | null
  /** That they may sign by another citizen's number, waiting for a second person. */
  numberAsked: Wish | null
  /** When they asked for a correction that nobody has answered (UTC, ISO 8601); null where none waits, or there is nothing left to correct. */
  correctionAskedAt: string | null
}

/** The same of somebody else; each look is a read of restricted data and stands in the log. @throws ForbiddenError, NotFoundError */
export const getPersonsFile = async (
  d: OfficeDependencies,
  { userId, actor }: { userId: string; actor: Actor },
): Promise<PersonsFile> => {
  await authorise(d, actor, "administration.view", { kind: "user", id: userId })
  const user = await userOf(userId)
  const today = dayOf(d.clock.now())
  const file = await fileOf(user, today)
  if (actor.id !== userId) await noteRead(d, "details.viewed", userId, actor)
  const asked = user.erasureAsked ?? null
  const wished = user.numberAsked ?? null
  const nameOf = await namesOf([asked, wished].flatMap((wish) => (wish ? [wish.by] : [])))
  const shown = (wish: Omit<Wish, "byName">): Wish => ({
    ...{ by: wish.by, byName: nameOf(wish.by) },
    ...{ at: wish.at, reason: wish.reason },
  })
  return {
    ...file,
    correctionAskedAt: user.erasedAt
      ? null
      : (openCorrection(await findAuditTrail("user", userId))?.at ?? null),
    faults: await erasureFaults(user, today),
    asked: asked && shown(asked),
    numberAsked: wished && shown(wished),
  }
}

/** Everybody the office knows or knew, to choose whose file is looked at. @throws ForbiddenError */
export const getFilePeople = async (
  d: OfficeDependencies,
  actor: Actor,
): Promise<{ people: { id: string; name: string; standing: "ACTIVE" | "OFF" | "ERASED" }[] }> => {
  await authorise(d, actor, "administration.view", { kind: "user", id: "*" })
  return {
    people: (await findPeople())
      .map(({ id, fullName, active, erasedAt }) => ({
        id,
        name: fullName,
        standing: erasedAt ? ("ERASED" as const) : active ? ("ACTIVE" as const) : ("OFF" as const),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, "vi")),
  }
}

const noteRead = (
  d: Pick<OfficeDependencies, "clock" | "store">,
  type: "details.viewed" | "details.downloaded",
  userId: string,
  actor: Actor,
): Promise<void> =>
  d.store.inTransaction((session) =>
    appendAuditEntries(
      [auditDraft({ subject: { kind: "user", id: userId }, type, payload: {} }, actor, d.clock.now())],
      session,
    ),
  )
