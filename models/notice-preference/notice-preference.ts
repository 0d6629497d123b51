import type { NoticeKind } from "../inbox-message/notice-kinds.ts"

/** How one person wants to be mailed of a kind of notice; the inbox has everything in any case. */
export const MAIL_CHOICES = ["URGENT_AT_ONCE", "AT_ONCE", "DIGEST", "IN_APP"] as const
export type MailChoice = (typeof MAIL_CHOICES)[number]

export const MAIL_CHOICE_LABELS: Record<MailChoice, string> = {
  URGENT_AT_ONCE: "Tin khẩn gửi ngay, tin khác trong bản tin ngày",
  AT_ONCE: "Mọi tin gửi ngay",
  DIGEST: "Chỉ trong bản tin ngày",
  IN_APP: "Chỉ trong hệ thống, không gửi thư",
}

/** What holds until a person chooses otherwise. */
const USUAL: MailChoice = "URGENT_AT_ONCE"

/** Tùy chọn nhận thông báo. */
export type NoticePreference = {
  userId: string
  choices: Partial<Record<NoticeKind, MailChoice>>
  /** 0: never chosen. */
  revision: number
}

export const choiceFor = ({ choices }: Pick<NoticePreference, "choices">, kind: NoticeKind): MailChoice =>
  choices[kind] ?? USUAL

/** When a message is mailed. Nothing but what is urgent leaves at once, unless the person asked for it. */
export const mailingOf = (
  choice: MailChoice,
  { isUrgent }: { isUrgent: boolean },
): "NOW" | "DIGEST" | "NEVER" => {
  if (choice === "IN_APP") return "NEVER"
  if (choice === "AT_ONCE" || (choice === "URGENT_AT_ONCE" && isUrgent)) return "NOW"
  return "DIGEST"
}
