import { dayOf } from "#models/shared/dates.ts"
import type { ExpectedPolicy } from "./known-authorities.ts"

/**
 * What the policies expected here say of a signer's certificate: whether it states none of them, in Vietnamese, and whether that
 * speaks against a signature of that time or is only told.
 * @param stated OIDs
 */
export const missedPolicy = (
  { signer, stated, at }: { signer: string; stated: readonly string[]; at: Date },
  expected: readonly ExpectedPolicy[],
): { message: string; isFault: boolean } | null => {
  if (expected.length === 0 || stated.some((one) => expected.some(({ oid }) => oid === one))) return null
  const said =
    stated.length === 0 ? "không ghi chính sách chứng thư" : `theo chính sách chứng thư ${stated.join(", ")}`
  return {
    message: `chứng thư của «${signer}» ${said}, không thuộc các chính sách được chấp nhận ở đây`,
    isFault: !Number.isNaN(at.getTime()) && expected.some(({ from }) => from !== null && from <= dayOf(at)),
  }
}
