import type { IsoDay } from "../shared/dates.ts"

/** What other systems may ask to be told of. */
export const WEBHOOK_TOPICS = ["REMINDERS", "DECISIONS", "PUBLICATIONS"] as const
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number]

export const WEBHOOK_TOPIC_LABELS: Record<WebhookTopic, string> = {
  REMINDERS: "Nhắc thời hạn",
  DECISIONS: "Quyết định phát hành, đính chính, thu hồi",
  PUBLICATIONS: "Danh mục công khai trên các cổng",
}

/** Điểm nhận tin: another system's address that is called when something happens, while it is valid. */
export type Webhook = {
  id: string
  name: string
  url: string
  topics: WebhookTopic[]
  /** How many secrets it was given. */
  secretIssue: number
  validFrom: IsoDay
  validTo: IsoDay | null
}
