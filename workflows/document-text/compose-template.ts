import { countInWords } from "#models/catalogue-edition/figures/figures-in-text.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import type { TemplateSlot } from "#models/reference/template-slot.ts"
import { dayOfText, formatOfficialDay } from "#models/shared/dates.ts"
import { type InputIssue, InvalidInputError } from "#models/shared/errors.ts"
import { normaliseText } from "#models/shared/text.ts"
import { type DocumentLayout, paragraph, regular } from "./document-layout.ts"
import { fillBlocks, fillLine } from "./fill-text.ts"
import { issuerValues } from "./issuer-values.ts"
import { capacityLines, type Signer } from "./signing-block.ts"

/** Longest text of a slot, in characters. */
const SLOT_LIMIT = 2000

/**
 * A document after a template: công văn, thông báo, báo cáo (NĐ 30/2020 Phụ lục III, Mẫu 1.4, 1.5). Number and day stay
 * blank until the records office gives them. Pure.
 * @param values what the slots hold, as typed
 * @throws InvalidInputError naming each slot that is empty or of another kind; RuleBrokenError for a capacity that cannot sign
 */
export const composeTemplate = (
  template: DocumentTemplate,
  values: Readonly<Record<string, string>>,
  { issuer, signatory }: { issuer: EditionIssuer; signatory: Signer },
): DocumentLayout => {
  const filled = new Map([...fill(template.slots, values), ...issuerValues(issuer)])
  const line = (text: string) => fillLine(text, filled)
  return {
    kind: "TEMPLATE",
    header: {
      agency: [
        { text: "ỦY BAN NHÂN DÂN", bold: true },
        { text: issuer.provinceUpper, bold: true },
      ],
      number: null,
      symbol: template.symbol,
      placeName: issuer.placeName,
      day: null,
    },
    typeName: template.typeName,
    abstract: line(template.abstract),
    blocks: [
      ...(template.addressee === ""
        ? []
        : [paragraph("addressee", regular(`Kính gửi: ${line(template.addressee)}`))]),
      ...fillBlocks(template.blocks, filled),
    ],
    closing: {
      recipients: template.recipients,
      capacity: capacityLines(signatory, template.authority ?? issuer.issuingAuthority),
      fullName: signatory.fullName,
    },
    ...(issuer.training ? { training: true } : {}),
    annexes: [],
    edition: null,
  }
}

function fill(slots: readonly TemplateSlot[], values: Readonly<Record<string, string>>): Map<string, string> {
  const issues: InputIssue[] = []
  const filled = new Map<string, string>()
  for (const slot of slots) {
    const given = (values[slot.name] ?? "").normalize("NFC").trim()
    const shown = given === "" ? null : shownAs(slot, given)
    if (shown === null) issues.push({ field: slot.name, message: faultOf(slot, given) })
    else filled.set(slot.name, shown)
  }
  if (issues.length > 0)
    throw new InvalidInputError(
      `Còn ${issues.length} ô chưa đúng. ${issues.map(({ message }) => message).join(" ")}`,
      issues,
    )
  return filled
}

/** The value as the text has it, null where it is of another kind. */
function shownAs({ type }: TemplateSlot, given: string): string | null {
  if (given.length > SLOT_LIMIT) return null
  if (type === "COUNT") return /^\d{1,7}$/.test(given) ? countInWords(Number(given)) : null
  if (type === "DAY") {
    const day = dayOfText(given)
    return day && formatOfficialDay(day).replace(/^ngày /u, "")
  }
  return type === "TEXT" ? normaliseText(given) : given
}

function faultOf({ label, type }: TemplateSlot, given: string): string {
  if (given === "") return `«${label}» còn trống.`
  if (given.length > SLOT_LIMIT) return `«${label}» dài hơn ${SLOT_LIMIT} ký tự.`
  return type === "COUNT" ? `«${label}» phải là số nguyên.` : `«${label}» không phải ngày có thật.`
}
