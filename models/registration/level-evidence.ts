import { formatNumber } from "../shared/numbers.ts"

/** Others whose level the nation marks, and how many of them it marks as *toàn trình*; the procedure itself is never among them. */
export type LevelVoice = {
  /** Announced by the same decision; of the same announcing agency and field; nearest by name. */
  kind: "DECISION" | "FIELD" | "NEIGHBOURS"
  /** The decision's number, the field's name; empty for neighbours. */
  named: string
  of: number
  full: number
}

/** What like procedures speak for. It stands beside the criteria and is never a reason in law. */
export type LevelEvidence = {
  voices: LevelVoice[]
  /** Estimated share of such procedures that are *toàn trình*, 0 to 1. */
  share: number
}

/** Which way like procedures point. */
export type Leaning = "FULL" | "NOT_FULL"

/** From here on, and below its counterpart, like procedures speak clearly. */
const CLEAR = 0.65

/** Null where they do not speak, or not clearly. */
export const leaningOf = (evidence: LevelEvidence | null | undefined): Leaning | null => {
  if (!evidence) return null
  if (evidence.share >= CLEAR) return "FULL"
  return evidence.share <= 1 - CLEAR ? "NOT_FULL" : null
}

/** "14 trên 15 thủ tục cùng quyết định công bố 1234/QĐ-BTC: toàn trình". */
export const voiceInWords = ({ kind, named, of, full }: LevelVoice): string => {
  const who = {
    DECISION: `cùng quyết định công bố ${named}`,
    FIELD: `cùng cơ quan công bố, lĩnh vực ${named}`,
    NEIGHBOURS: "giống nhất về tên",
  }[kind]
  return `${formatNumber(full)} trên ${formatNumber(of)} thủ tục ${who}: toàn trình`
}
