import type { ClientSession } from "mongoose"
import type { IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { readScopes, unsettledAmong } from "./read-scopes.server.ts"

/** What waits for the scopes: an act as it is said before it (`chốt`), and what is done about rows that are not ours. */
type ScopeBarred = { act: string; mend: string }

/**
 * Why scopes bar an act on a catalogue of these procedures: nobody has said whose some of the register's are, or rows turn out to be none
 * of ours. Null where nothing does. A doubt is asked again at every act, for an import may raise it in between.
 */
export const findScopeFault = async (
  codes: Iterable<string>,
  day: IsoDay,
  { act, mend }: ScopeBarred,
  session?: ClientSession,
): Promise<string | null> => {
  const scopes = await readScopes(day, session ? { session } : {})
  const unsettled = (await unsettledAmong(scopes, session)).map(({ home }) => home.code)
  const foreign = [...new Set(codes)].filter((code) => scopes.get(code)?.standing === "NOT_OURS")
  const faults = [
    ...(unsettled.length > 0
      ? [
          `Chưa ${act} được: còn ${formatNumber(unsettled.length)} thủ tục chưa rõ phạm vi (${some(unsettled)}). Trả lời từng thủ tục ở trang «Phạm vi» (/pham-vi) rồi ${act} lại.`,
        ]
      : []),
    ...(foreign.length > 0
      ? [
          `Chưa ${act} được: ${formatNumber(foreign.length)} thủ tục trong danh mục nay không thuộc phạm vi của tỉnh (${some(foreign)}), theo trang «Phạm vi» (/pham-vi). ${mend}`,
        ]
      : []),
  ]
  return faults.length > 0 ? faults.join(" ") : null
}

const SHOWN = 5
const some = (codes: readonly string[]): string =>
  `${codes.slice(0, SHOWN).join(", ")}${codes.length > SHOWN ? ", …" : ""}`
