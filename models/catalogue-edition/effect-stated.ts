import type { EditionTexts } from "../reference/document-template.ts"
import type { IsoDay } from "../shared/dates.ts"

/** From when a decision says it is in force: from the day it is signed («kể từ ngày ký»), or from a day it names. */
export type EffectStated = "SIGNATURE" | IsoDay

const CLAUSE =
  /có hiệu lực(?: thi hành)?,? (?:kể )?từ ngày (?:(\d{1,2})(?:\/| tháng )(\d{1,2})(?:\/| năm )(\d{4})|ký)/iu

/**
 * What the text of the decision says of its effect. A text that says nothing, or was not kept as data, is in force from the day
 * it is signed, as every decision of this office was.
 */
export const effectStatedIn = ({ texts }: { texts?: Pick<EditionTexts, "decision"> }): EffectStated => {
  for (const { text } of texts?.decision.blocks ?? []) {
    const found = CLAUSE.exec(text.normalize("NFC").replace(/\s+/gu, " "))
    if (!found) continue
    const [, date, month, year] = found
    return year && month && date ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : "SIGNATURE"
  }
  return "SIGNATURE"
}

/** The day from which a decision signed on a day is in force by its own text. */
export const effectiveDayOfAct = (stated: EffectStated, signedOn: IsoDay): IsoDay =>
  stated === "SIGNATURE" ? signedOn : stated
