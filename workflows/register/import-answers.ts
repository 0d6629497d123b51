import { ADMIN_LEVELS, type AdminLevel } from "#models/shared/levels.ts"
import type { OpenedColumn } from "./sheet-headings.ts"

/** What the sender says of a file as a whole; missing where they were not asked. */
export type ImportAnswers = {
  /**
   * For procedures the register does not know, where the file has no column of levels: as the names of their agencies say, where
   * asked for and they do; else these levels.
   */
  adminLevels?: { fromAgencies: boolean; levels: AdminLevel[] }
  /** Likewise the field. */
  field?: string
  /** Letters of an old font are to be taken as the Vietnamese they were meant to be. */
  convertLetters?: boolean
  /** What headings open that we do not know, by `headingKey`. */
  headings?: Record<string, OpenedColumn | "unused">
  /** Columns nobody recognises are asked about, by whoever can show them; otherwise the file is refused. */
  askColumns?: boolean
}

type Asked = "adminLevels" | "field" | "oldLetters" | "columns"

/** Something only the sender can say, of the whole file. `rows` it is about. */
export type ImportQuestion = { about: Asked; message: string; rows: number }

const LEVEL_WORDS: Record<string, AdminLevel> = {
  bo: "MINISTRY",
  tinh: "PROVINCE",
  huyen: "DISTRICT",
  xa: "COMMUNE",
}
const FROM_AGENCIES = "theo-co-quan"

/** `tinh,xa`, `theo-co-quan`, `theo-co-quan,tinh`: the answer about levels as commands and forms give it; null for other words. */
export const adminLevelsAnswer = (words: readonly string[]): ImportAnswers["adminLevels"] | null => {
  const levels = words.filter((word) => word !== FROM_AGENCIES).map((word) => LEVEL_WORDS[word])
  if (words.length === 0 || levels.includes(undefined)) return null
  return {
    fromAgencies: words.includes(FROM_AGENCIES),
    levels: ADMIN_LEVELS.filter((level) => levels.includes(level)),
  }
}
