import { CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { NOTICE_KIND_OF } from "#models/inbox-message/notice-kinds.ts"
import { type Escalation, stepOf } from "#models/reference/escalation.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"

/** One message for each of the people; the same reminder never makes two for one. */
export const remindersOf = (
  row: Deadline,
  escalation: Escalation,
  people: readonly Pick<Actor, "id">[],
  at: Date,
): InboxMessage[] => {
  const { title, text } = reminderText(row, dayOf(at))
  return people.map(({ id }) => ({
    id: `${row.id}:${row.due}:${stepOf(escalation)}:${id}`,
    userId: id,
    title,
    text,
    kind: NOTICE_KIND_OF[row.kind],
    about: row.subject,
    isUrgent: escalation.isUrgent,
    at,
    readAt: null,
    mail: "WAITING",
  }))
}

const DAY_MS = 86_400_000
/** What a unit that is late may still do. */
const STILL =
  "Đăng ký chưa gửi vẫn trình, ký duyệt được đến khi Văn phòng chốt danh mục; chưa xong khi chốt thì để lại cho đợt điều chỉnh."

/** What a reminder says: the task and its day, by what it is due, and the first day where it was moved. */
const reminderText = (
  { kind, subject, due, originalDue, basis }: Deadline,
  today: IsoDay,
): { title: string; text: string } => {
  const left = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS)
  const when = left > 0 ? `còn ${left} ngày` : left === 0 ? "hạn hôm nay" : `quá hạn ${-left} ngày`
  const moved = due === originalDue ? "" : ` (ban đầu ${formatDay(originalDue)})`
  return {
    title: `${CLOCK_LABELS[kind]}: ${when}`,
    text: `«${subject.name}», hạn ${formatDay(due)}${moved}. Căn cứ: ${basis}.${left < 0 && kind === "REGISTER_BY" ? ` ${STILL}` : ""}`,
  }
}
