import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import type { Clock } from "#models/shared/clock.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { OfficeError } from "#models/shared/errors.ts"
import { countAttempt } from "#models/user/sign-in-session.repository.server.ts"

/** Counts one request under a key before it is heard. @throws OfficeError RULE_BROKEN for more than `most` in the window */
export const hearOnly = async (clock: Clock, key: string, most: number): Promise<void> => {
  const { count, until } = await countAttempt(key, clock.now(), REMARK_LIMITS.windowMs)
  if (count > most)
    throw new OfficeError(
      "RULE_BROKEN",
      `Đã nhận quá nhiều yêu cầu trong một giờ. Hãy thử lại sau ${formatInstant(until)}, hoặc hỏi trực tiếp tại Bộ phận Một cửa.`,
      { reason: "TOO_MANY_REQUESTS", until: until.toISOString() },
    )
}
