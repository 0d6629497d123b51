import { randomBytes } from "node:crypto"
import { WEBHOOK_TOPIC_LABELS, WEBHOOK_TOPICS, type WebhookTopic } from "#models/reference/webhook.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { saveWebhookSecret } from "#models/webhook/webhook-secret.repository.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import {
  DAY_FIELDS,
  DAYS,
  MOST_IN_ONE,
  type ReferenceTable,
  type RowFault,
  type Secret,
  type TableChange,
} from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["id", "validFrom"]
const COLUMNS: Record<WebhookTopic, string> = {
  REMINDERS: "onReminders",
  DECISIONS: "onDecisions",
  PUBLICATIONS: "onPublications",
}
/** A name and a password in the address would stand in lists and logs. */
const ADDRESS = /^https?:\/\/[^\s@]+$/u
const SECRET_BYTES = 32

const kept = keptTable("webhooks", KEY, {
  row: ({ id, name, url, topics, secretIssue, validFrom, validTo }) => ({
    id,
    name,
    url,
    ...Object.fromEntries(WEBHOOK_TOPICS.map((topic) => [COLUMNS[topic], topics.includes(topic)])),
    secretIssue,
    validFrom,
    validTo,
  }),
  stored: (row) => ({
    id: String(row.id),
    name: String(row.name),
    url: String(row.url),
    topics: topicsOf(row),
    secretIssue: Number(row.secretIssue),
    validFrom: String(row.validFrom),
    validTo: typeof row.validTo === "string" ? row.validTo : null,
  }),
})

/** Other systems that are called when something happens. Their secret is told once, to whoever confirms. */
export const webhooks: ReferenceTable = {
  id: "diem-nhan-tin",
  lead: "Hệ thống khác được báo khi có việc: ở địa chỉ nào, việc gì. Khóa ký hiện một lần cho người xác nhận.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Mã điểm nhận",
      max: 40,
      pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/u,
      wrong: "Chỉ gồm chữ thường không dấu, số và gạch nối.",
    },
    { kind: "TEXT", name: "name", label: "Tên hệ thống nhận", max: 120 },
    {
      kind: "TEXT",
      name: "url",
      label: "Địa chỉ nhận",
      description: "https://…; http và máy trong mạng nội bộ chỉ khi có trong cấu hình WEBHOOK_HOSTS.",
      max: 300,
      pattern: ADDRESS,
      wrong: "Ghi địa chỉ https://…, không kèm tên và mật khẩu.",
    },
    ...WEBHOOK_TOPICS.map((topic) => ({
      kind: "FLAG" as const,
      name: COLUMNS[topic],
      label: `Báo: ${WEBHOOK_TOPIC_LABELS[topic].toLocaleLowerCase("vi")}`,
    })),
    {
      kind: "NUMBER",
      name: "secretIssue",
      label: "Số lần đã cấp khóa ký",
      description: "Điểm mới ghi 1. Tăng thêm 1 để cấp khóa mới: khóa cũ hết dùng ngay khi xác nhận.",
      min: 1,
      max: 10_000,
      isWhole: true,
    },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  read: kept.read,
  faults: (change) => [
    ...change.rows.flatMap(({ key, after }) => (after ? rowFaults(key, after, change) : [])),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.id === other.id,
      message: () => "Điểm nhận này đã có dòng khác trong cùng thời gian",
    }),
  ],
  effects: () => ({
    moved: {},
    notes: [
      "Chỉ báo việc xảy ra từ lúc điểm nhận có khóa. Mỗi tin ký HMAC-SHA256 theo Standard Webhooks; nơi nhận phải từ chối tin có giờ lệch quá 5 phút và tin trùng mã.",
    ],
  }),
  async write(rows, session, at) {
    const issued = issuesOf(await kept.read(session))
    const given: Secret[] = []
    await kept.write(rows, session)
    for (const { after } of rows) {
      const issue = Number(after?.secretIssue)
      if (!after || issue <= (issued.get(String(after.id)) ?? 0)) continue
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`
      await saveWebhookSecret({ webhookId: String(after.id), secret, issue, at }, session)
      given.push({ userId: String(after.id), fullName: String(after.name), password: secret, isKey: true })
    }
    return given
  },
}

const topicsOf = (row: Row): WebhookTopic[] => WEBHOOK_TOPICS.filter((topic) => row[COLUMNS[topic]] === true)

/** The highest number of secrets any row of a webhook says it was given. */
const issuesOf = (rows: readonly Row[]): Map<string, number> => {
  const issues = new Map<string, number>()
  for (const { id, secretIssue } of rows)
    issues.set(String(id), Math.max(Number(secretIssue), issues.get(String(id)) ?? 0))
  return issues
}

function rowFaults(key: string, row: Row, { before }: TableChange): RowFault[] {
  const issued = issuesOf(before).get(String(row.id)) ?? 0
  const asked = Number(row.secretIssue) - issued
  return [
    ...(topicsOf(row).length === 0
      ? [{ key, field: COLUMNS.REMINDERS, message: "Chọn ít nhất một việc để báo." }]
      : []),
    ...((issued === 0 ? asked !== 1 : asked < 0 || asked > 1)
      ? [
          {
            key,
            field: "secretIssue",
            message:
              issued === 0
                ? "Điểm nhận mới ghi 1: khóa đầu tiên được cấp khi xác nhận."
                : `Giữ số ${issued}, hoặc tăng thêm 1 để cấp khóa mới.`,
          },
        ]
      : []),
  ]
}
