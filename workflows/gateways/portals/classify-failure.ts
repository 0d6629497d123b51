import { z } from "zod"
import type { FailureClass } from "#models/outbox/failure.ts"

/**
 * What portals say when they refuse. REST portals give `code` and `fields`; the NDXP adapter `error_code` under HTTP 200
 * as well; LGSP services `MSG` (records.md §2.1, §3.3).
 */
const Refusal = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  error_code: z.union([z.string(), z.number()]).optional(),
  MSG: z.string().optional(),
  currentVersion: z.int().optional(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

export type Answer = { status: number; body: unknown }

const BY_ERROR_CODE: Record<string, FailureClass> = {
  "100": "SESSION",
  "101": "ACCESS",
  "106": "ACCESS",
  // A data error there, not a fault of the server.
  "500": "DATA",
  DATA_INCORRECT: "DATA",
}

/** The class of a portal's answer and its own words, or null when it is a success (records.md §7.2). */
export const classifyAnswer = (
  { status, body }: Answer,
  version: number,
): { failure: FailureClass; detail: string } | null => {
  const parsed = Refusal.safeParse(body)
  const refusal = parsed.success ? parsed.data : {}
  const failure = failureOf(status, refusal, version)
  return failure && { failure, detail: detailOf(refusal) }
}

function failureOf(status: number, refusal: z.infer<typeof Refusal>, version: number): FailureClass | null {
  const errorCode = refusal.error_code === undefined ? "0" : String(refusal.error_code)
  if (errorCode !== "0") return BY_ERROR_CODE[errorCode] ?? "REMOTE"
  if (/is duplicate/i.test(refusal.MSG ?? "")) return "DUPLICATE"
  if (status >= 200 && status < 300) return null
  if (status === 401) return "SESSION"
  if (status === 403) return "ACCESS"
  if (status === 404) return "MISSING"
  if (status === 410) return "DUPLICATE"
  if (status === 429) return "THROTTLE"
  if (status === 409 || status === 412)
    return (refusal.currentVersion ?? 0) > version || refusal.code === "NEWER" ? "STALE" : "DUPLICATE"
  if (refusal.code === "UNKNOWN_CODE") return "CODE_LIST"
  if (refusal.code === "DATA_INCORRECT") return "DATA"
  return status >= 400 && status < 500 ? "DATA" : "REMOTE"
}

const detailOf = ({ message, MSG, fields = [] }: z.infer<typeof Refusal>): string =>
  [message ?? MSG ?? "", ...fields.map(({ field, message: text }) => `${field}: ${text}`)]
    .filter(Boolean)
    .join("; ")
    .slice(0, 500)

/** Seconds to wait from a `Retry-After` header: a number, or a date measured against the portal's own `Date`. */
export const retryAfterSeconds = (headers: Headers): number | null => {
  const given = headers.get("retry-after")
  if (given === null) return null
  if (/^\d+$/.test(given)) return Number(given)
  const [until, now] = [Date.parse(given), Date.parse(headers.get("date") ?? "")]
  return Number.isNaN(until - now) ? null : Math.max(0, Math.ceil((until - now) / 1000))
}
