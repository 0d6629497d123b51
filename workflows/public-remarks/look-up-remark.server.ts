import { timingSafeEqual } from "node:crypto"
import { findRemark } from "#models/public-remark/public-remark.repository.server.ts"
import { type PublicRemark, REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import type { Clock } from "#models/shared/clock.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { hearOnly } from "./hear-only.server.ts"
import { secretHashOf } from "./send-remark.server.ts"

/** What became of a remark, for its sender: who answered is the office's own business. */
export type SentRemark = Pick<
  PublicRemark,
  "id" | "procedureCode" | "procedureName" | "text" | "at" | "state" | "reply" | "repliedAt"
>

/**
 * A remark for whoever holds its number and its code.
 * @throws NotFoundError in the same words for a wrong number and a wrong code; OfficeError RULE_BROKEN for too many tries
 */
export const lookUpRemark = async (
  { realClock }: { realClock: Clock },
  input: { id: string; secret: string; address: string },
): Promise<SentRemark> => {
  await hearOnly(realClock, `remark-look-up:${input.address}`, REMARK_LIMITS.lookUps)
  const remark = await findRemark(input.id.trim().toUpperCase())
  const isHolder =
    remark !== null &&
    timingSafeEqual(Buffer.from(remark.secretHash), Buffer.from(secretHashOf(input.secret)))
  if (!isHolder)
    throw new NotFoundError(
      "Không có góp ý ứng với số và mã bí mật này. Kiểm tra lại cả hai; góp ý được giữ hai năm kể từ khi gửi.",
    )
  const { id, procedureCode, procedureName, text, at, state, reply, repliedAt } = remark
  return { id, procedureCode, procedureName, text, at, state, reply, repliedAt }
}
