import type { RequestHandler } from "express"
import { type Options, rateLimit } from "express-rate-limit"

const limits: Partial<Options> = {
  windowMs: 15 * 60_000,
  standardHeaders: "draft-8",
  legacyHeaders: false,
  message: "Hỏi lịch quá nhiều lần. Hãy để chương trình lịch hỏi lại sau 15 phút.\n",
}

/**
 * How often calendars are read. Nobody signs in there, so the address alone is slowed against guessing; an office behind one machine
 * shares its network address and may ask more often than one calendar does.
 */
export const calendarLimits: RequestHandler[] = [
  rateLimit({ ...limits, limit: 600 }),
  rateLimit({ ...limits, limit: 30, keyGenerator: (request) => request.path }),
]
