import { formatDocumentNumber } from "#models/document-number/format-document-number.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReturnPart } from "#models/unit-return/unit-return.ts"

/** What the provincial office is told when a return arrives: once to each. */
export const returnNotices = (part: ReturnPart, people: readonly { id: string }[]): InboxMessage[] => {
  const { id, sender, rows, left, number, symbol, day, dueOn } = part
  const late = day > dueOn ? ` Đến sau hạn đăng ký ${formatDay(dueOn)}.` : ""
  return people.map((person) => ({
    id: `return:${id}:${person.id}`,
    userId: person.id,
    kind: "RETURN",
    title: `${sender.name} gửi phiếu đăng ký: ${formatNumber(rows.length)} dịch vụ`,
    text: `Công văn số ${formatDocumentNumber(number)}/${symbol} ngày ${formatDay(day)}, ${formatNumber(rows.length)} dịch vụ chờ thẩm định; ${left === 0 ? "đơn vị đã gửi đủ" : `còn ${formatNumber(left)} dịch vụ ở đơn vị`}.${late}`,
    about: { kind: "unitReturn", id, name: sender.name },
    isUrgent: false,
    at: part.at,
    readAt: null,
    mail: "WAITING",
  }))
}
