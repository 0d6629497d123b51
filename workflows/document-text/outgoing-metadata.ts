import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { countInWords } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import { committeeName } from "#models/reference/province.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { escapeMarkup } from "#models/shared/markup.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { decisionAbstract } from "./edition-text.ts"

export type IssuedFacts = {
  decision: { number: string; symbol: string; day: IsoDay }
  signatory: Pick<Signatory, "position" | "fullName">
  pages: number
}

type Field = string | { [name: string]: Field } | Field[]

/** Longest text of each field, in characters (NĐ 30/2020 Phụ lục VI, Phần II.I). */
const LIMITS: Record<string, number> = {
  OrganId: 13,
  FileCatalog: 4,
  FileNotation: 20,
  DocOrdinal: 3,
  TypeName: 100,
  CodeNumber: 11,
  CodeNotation: 30,
  IssuedDate: 10,
  OrganName: 200,
  Subject: 500,
  Language: 30,
  PageAmount: 3,
  Description: 500,
  Position: 100,
  FullName: 50,
  Priority: 1,
  IssuedAmount: 3,
}

/**
 * What a document system is told of an outgoing decision, as XML (NĐ 30/2020 Phụ lục VI, Phần II.I). Recipients that are no
 * single agency have a name and no code.
 * @throws RuleBrokenError naming a field that is longer than it may be
 */
export const outgoingMetadata = (edition: FrozenEdition, facts: IssuedFacts): string => {
  const { issuer } = edition
  const { decision, signatory, pages } = facts
  const recipients = issuer.recipients.map((text) => text.replace(/[.;\s]+$/u, ""))
  const fields: Field = {
    FileCode: {
      OrganId: issuer.orgCode,
      FileCatalog: decision.day.slice(0, 4),
      FileNotation: `DM.${edition.editionId}`,
    },
    DocOrdinal: String(edition.draft),
    TypeName: "Quyết định",
    CodeNumber: decision.number,
    CodeNotation: decision.symbol,
    IssuedDate: formatDay(decision.day),
    OrganName: committeeName(issuer),
    Subject: decisionAbstract(edition),
    Language: "Tiếng Việt",
    PageAmount: String(pages),
    Description: `${issuer.training ? `${TRAINING_MARK}. ` : ""}Kèm theo danh mục ${countInWords(rowFiguresOf(edition.entries).onlineServices)} ${FIGURES.onlineServices.noun}; mã băm SHA-256 ${edition.digest}`,
    SignerInfo: { Position: signatory.position, FullName: signatory.fullName },
    To: recipients.map((name) => ({ OrganId: "", OrganName: name })),
    Priority: "0",
    IssuedAmount: String(recipients.length),
    DueDate: "",
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document>\n${linesOf(fields, "  ").join("\n")}\n</Document>\n`
}

function linesOf(fields: { [name: string]: Field }, indent: string): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => {
      if (typeof one === "string") return [`${indent}<${name}>${escapeMarkup(inLimit(name, one))}</${name}>`]
      if (Array.isArray(one)) return []
      return [`${indent}<${name}>`, ...linesOf(one, `${indent}  `), `${indent}</${name}>`]
    }),
  )
}

function inLimit(name: string, text: string): string {
  const limit = LIMITS[name]
  if (limit === undefined || [...text].length <= limit) return text
  throw new RuleBrokenError(
    `Siêu dữ liệu văn bản: trường «${name}» dài ${[...text].length} ký tự, tối đa ${limit} (NĐ 30/2020/NĐ-CP Phụ lục VI). Hãy rút ngắn dữ liệu của trường này.`,
    { field: name },
  )
}
