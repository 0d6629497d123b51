import type { MailContent } from "#models/dispatch/dispatch.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { escapeMarkup } from "#models/shared/markup.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"

/** Where links of mails lead, and whether all of it is made up. */
export type MailFrame = { baseUrl: string; isTraining: boolean }

type Told = Pick<InboxMessage, "id" | "kind" | "title" | "text" | "isUrgent">

/** What people write of their own data stays in the system, where it can be erased: a mail of it says that it is there, and where. */
const textOf = ({ kind, text }: Told): string[] => (kind === "PERSONAL_DATA" ? [] : [text])

/** One message that does not wait. Names the task and its day, nobody and nothing else. */
export const mailOfMessage = (
  name: string,
  message: Told,
  frame: MailFrame,
): Omit<MailContent, "messageId"> =>
  mail(name, `${message.isUrgent ? "[Khẩn] " : ""}${message.title}`, [message], frame)

/** The day's digest, in the order things came; what does not wait leads. */
export const mailOfDigest = (
  name: string,
  messages: readonly Told[],
  day: IsoDay,
  frame: MailFrame,
): Omit<MailContent, "messageId"> =>
  mail(
    name,
    `Bản tin ngày ${formatDay(day)}: ${formatNumber(messages.length)} thông báo`,
    messages.toSorted((one, other) => Number(other.isUrgent) - Number(one.isUrgent)),
    frame,
  )

function mail(
  name: string,
  title: string,
  messages: readonly Told[],
  { baseUrl, isTraining }: MailFrame,
): Omit<MailContent, "messageId"> {
  const subject = isTraining ? `[TẬP HUẤN] ${title}` : title
  const mark = isTraining ? `${TRAINING_MARK}.` : null
  const link = ({ id }: Told) => `${baseUrl}/thong-bao/${encodeURIComponent(id)}`
  const preferences = `${baseUrl}/thong-bao/tuy-chon`
  const closing = "Thư gửi tự động từ hệ thống Danh mục dịch vụ công trực tuyến; không trả lời thư này."
  const text = [
    ...(mark ? [mark, ""] : []),
    `Kính gửi ${name},`,
    "",
    ...messages.flatMap((one) => [one.title, ...textOf(one), `Mở: ${link(one)}`, ""]),
    closing,
    `Chọn tin nào được gửi thư: ${preferences}`,
    "",
  ].join("\n")
  const html = [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeMarkup(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1c2730;max-width:640px;margin:0 auto;padding:16px">',
    ...(mark ? [`<p><strong>${escapeMarkup(mark)}</strong></p>`] : []),
    `<p>Kính gửi ${escapeMarkup(name)},</p>`,
    ...messages.map(
      (one) =>
        `<p><a href="${escapeMarkup(link(one))}" style="color:#1f5a92"><strong>${escapeMarkup(one.title)}</strong></a>${textOf(
          one,
        )
          .map((text) => `<br>${escapeMarkup(text)}`)
          .join("")}</p>`,
    ),
    `<p style="font-size:14px;color:#3b4651">${escapeMarkup(closing)}<br><a href="${escapeMarkup(preferences)}" style="color:#1f5a92">Chọn tin nào được gửi thư</a></p>`,
    "</body></html>",
  ].join("\n")
  return { subject, text, html }
}
