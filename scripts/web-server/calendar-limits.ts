import type { RequestHandler } from "express"
import { type Options, rateLimit } from "express-rate-limit"

const limits: Partial<Options> = {
  windowMs: 15 * 60_000,
  standardHeaders: "draft-8",
  legacyHeaders: false,
  message: "Hỏi lịch quá nhiều lần. Hãy để chương trình lịch hỏi lại sau 15 phút.\n",
}

/** How often calendars are read: one address as often as any calendar program asks, a whole office behind one machine more often. */
export const calendarLimits: RequestHandler[] = [
  rateLimit({ ...limits, limit: 600 }),
  rateLimit({ ...limits, limit: 30, keyGenerator: (request) => request.path }),
]
