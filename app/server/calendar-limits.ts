import type { RequestHandler } from "express"
import { type Options, rateLimit } from "express-rate-limit"
import { CALENDAR_READS } from "#app/http/upload-limits.ts"

const limits: Partial<Options> = {
  windowMs: CALENDAR_READS.windowMs,
  standardHeaders: "draft-8",
  legacyHeaders: false,
  message: "Hỏi lịch quá nhiều lần. Hãy để chương trình lịch hỏi lại sau 15 phút.\n",
}

/**
 * How often calendars are read. Nobody signs in there, so the address alone is slowed against guessing; an office behind one machine
 * shares its network address and may ask more often than one calendar does.
 */
export const calendarLimits: RequestHandler[] = [
  rateLimit({ ...limits, limit: CALENDAR_READS.fromOnePlace }),
  rateLimit({ ...limits, limit: CALENDAR_READS.atOneAddress, keyGenerator: (request) => request.path }),
]
