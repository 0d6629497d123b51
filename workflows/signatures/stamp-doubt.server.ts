import { dayOf, formatDay } from "#models/shared/dates.ts"
import { commonNameOf } from "./certificate.server.ts"
import { findPath } from "./certificate-path.server.ts"
import { wordsOn } from "./revocation.server.ts"
import type { RevocationData } from "./revocation-data.server.ts"
import type { Timestamp } from "./timestamp.server.ts"

/**
 * Why the time of a timestamp does not count, in Vietnamese; null where it does, as far as is known. An authority of time that was
 * revoked for an orderly reason has said the truth until then; of one that was revoked for another, or for none told, nobody knows
 * whose stamps there are, so that none counts (RFC 3161, 4).
 * @param known `anchors`: DER of the authorities known here; none: whoever certifies itself will do
 */
export const doubtOfStamp = async (
  stamp: Timestamp,
  { anchors, ...data }: RevocationData & { anchors: readonly Uint8Array[] },
): Promise<string | null> => {
  const { chain, isAnchored, faults } = findPath({ ...stamp, anchors, purpose: "TIMESTAMP" })
  if (anchors.length > 0 && !(isAnchored && faults.length === 0))
    return "nơi cấp không thuộc danh sách tin cậy"
  for (const [index, words] of (await wordsOn(chain, data)).entries())
    for (const { revokedAt, isOrderly = false } of words) {
      if (revokedAt === null || (isOrderly && revokedAt > stamp.at)) continue
      const why = isOrderly ? "trước khi cấp dấu" : "vì có thể đã lộ khóa"
      return `chứng thư của «${commonNameOf(chain[index] as Uint8Array)}» bảo đảm cho dấu này đã bị thu hồi ngày ${formatDay(dayOf(revokedAt))} ${why}`
    }
  return null
}
