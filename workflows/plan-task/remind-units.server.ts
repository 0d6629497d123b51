import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { clockIdOf, isLateAgainst, type TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

type Dependencies = OfficeDependencies & LedgerDependencies

/** A unit with what it is late with, and who of its people would be told. */
type UnitToRemind = {
  agencyId: string
  name: string
  tasks: { id: string; name: string; due: IsoDay }[]
  people: string[]
}

export type ReminderPreview = {
  units: UnitToRemind[]
  /** Of what is shown: a reminder is sent for exactly this. */
  digest: string
}

type Found = UnitToRemind & { personIds: string[] }

/** Units that owe a task past its last day as the ledger has it. */
async function unitsInArrears(d: Dependencies): Promise<Found[]> {
  const today = dayOf(d.clock.now())
  const dues = new Map((await clockLedger(d)).map(({ id, due }) => [id, due]))
  const dueOf = (task: TaskAssignment) => dues.get(clockIdOf(task)) ?? task.due
  const late = (await findAssignments({ states: OWED_TASK_STATES })).filter((task) =>
    isLateAgainst(dueOf(task), null, today),
  )
  const names = new Map((await findAgencies()).map((one) => [one.id, agencyNameOn(one, today)]))
  const staff = await staffOn(today)
  return [...Map.groupBy(late, ({ agencyId }) => agencyId)]
    .map(([agencyId, tasks]): Found => {
      const people = staff.filter((one) => isAllowed(one, "planTask.report", agencyId))
      return {
        agencyId,
        name: names.get(agencyId) ?? agencyId,
        tasks: tasks.map((task) => ({
          id: task.id,
          name: `${task.number} ${task.text}`.slice(0, 200),
          due: dueOf(task) ?? today,
        })),
        people: people.map(({ name }) => name),
        personIds: people.map(({ id }) => id),
      }
    })
    .sort((a, b) => b.tasks.length - a.tasks.length || a.name.localeCompare(b.name, "vi"))
}

const digestOfUnits = (units: readonly Found[]): string =>
  digestOf(units.map(({ agencyId, tasks, personIds }) => [agencyId, tasks.map(({ id }) => id), personIds]))

/** Whom a reminder would reach and of what, before it is sent. @throws ForbiddenError */
export const previewReminders = async (d: Dependencies, actor: Actor): Promise<ReminderPreview> => {
  await authorise(d, actor, "planTask.accept", { kind: "planTask", id: "*" })
  const found = await unitsInArrears(d)
  return { digest: digestOfUnits(found), units: found.map(({ personIds: _, ...unit }) => unit) }
}

/**
 * Reminds the chosen units of what they are late with: one message to each of their people that names the tasks, once a day, and an
 * entry in the log. Units without people are named in it and told on paper.
 * @returns how many people were told
 * @throws ForbiddenError, InvalidInputError, ConcurrentEditError when the list is another than was shown, RuleBrokenError
 */
export const remindUnits = async (
  d: Dependencies,
  {
    agencyIds,
    digest,
    note,
    actor,
  }: { agencyIds: readonly string[]; digest: string; note: string; actor: Actor },
): Promise<number> => {
  const who = await authorise(d, actor, "planTask.accept", { kind: "planTask", id: "*" })
  if (note.length > 1000)
    throw new InvalidInputError("Lời nhắc dài quá 1.000 ký tự.", [
      { field: "note", message: "Tối đa 1.000 ký tự." },
    ])
  const found = await unitsInArrears(d)
  if (digestOfUnits(found) !== digest)
    throw new ConcurrentEditError(
      "Danh sách quá hạn vừa thay đổi, nên chưa nhắc ai. Xem lại danh sách rồi gửi lại.",
      { changed: [] },
    )
  const chosen = found.filter(({ agencyId }) => agencyIds.includes(agencyId))
  if (chosen.length === 0)
    throw new InvalidInputError("Chọn ít nhất một đơn vị để nhắc.", [
      { field: "units", message: "Chọn ít nhất một đơn vị." },
    ])
  const at = d.clock.now()
  const today = dayOf(at)
  return d.store.inTransaction(async (session) => {
    const messages = chosen.flatMap(({ agencyId, name, tasks, personIds }) =>
      personIds
        .filter((id) => id !== who.id)
        .map((id) => ({
          id: `remind:${today}:${agencyId}:${id}`,
          userId: id,
          kind: "PLAN" as const,
          title: `Đôn đốc: ${formatNumber(tasks.length)} nhiệm vụ quá hạn`,
          text: `${actorInWords(who)} nhắc ${name}: ${tasks.map((task) => `«${task.name}»`).join("; ")}.${note ? ` ${note}` : ""}`.slice(
            0,
            4000,
          ),
          about: { kind: "planTask" as const, id: tasks[0]?.id ?? "", name },
          isUrgent: true,
          at,
          readAt: null,
          mail: "WAITING" as const,
        })),
    )
    if (messages.length === 0)
      throw new RuleBrokenError(
        "Các đơn vị đã chọn chưa có tài khoản nào để nhắc. Đôn đốc bằng văn bản, hoặc thêm người ở «Quản trị».",
      )
    await addInboxMessages(messages, session)
    await appendAuditEntries(
      [
        auditDraft(
          {
            subject: { kind: "planReminder", id: today },
            type: "units.reminded",
            payload: {
              units: chosen.map(({ agencyId }) => agencyId),
              tasks: chosen.reduce((sum, { tasks }) => sum + tasks.length, 0),
              people: messages.length,
              note,
            },
          },
          who,
          at,
        ),
      ],
      session,
    )
    return messages.length
  })
}
