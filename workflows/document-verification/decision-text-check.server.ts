import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { literally } from "#models/user/name-in-words.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import type { Block } from "#workflows/document-text/document-layout.ts"
import type { SubmissionFacts } from "#workflows/document-text/edition-values.ts"
import { MOTTO, NATION } from "#workflows/document-text/head-text.ts"
import { recipientLines } from "#workflows/document-text/layout-lines.ts"
import type { DrawnPage } from "./drawn-form/drawn-lines.server.ts"
import { faultsOf, tableRows } from "./printed-annex-words.server.ts"
import { lettersOf, printedOn, saidIn } from "./printed-words.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck } from "./verification-report.ts"
import { type Expected, told } from "./words-compared.ts"

/**
 * Whether the text before the annexes is word for word what the carried catalogue, with its templates, gives: head, preamble,
 * articles, recipients. The number and day of the Tờ trình and the signatory's capacity are no part of the catalogue and are
 * taken as printed. A catalogue frozen before texts were data gives none: then articles run from 1 and nothing stands twice.
 * @param signer name printed under the signature; null where there is none
 * @param others what else is wrong with what is printed, Vietnamese
 */
export const decisionTextCheck = (
  pages: readonly DrawnPage[],
  edition: CarriedEdition,
  signer: string | null,
  others: readonly string[] = [],
): VerificationCheck => {
  const isKnown = edition.texts !== undefined
  const faults = [...(isKnown ? faultsOfText(pages, edition, signer) : faultsWithoutTexts(pages)), ...others]
  const text = check(
    "decisionText",
    faults.length === 0,
    isKnown
      ? "Lời văn của quyết định đúng là lời văn danh mục đính kèm cho ra; số, ngày tờ trình và quyền hạn, chức vụ của người ký không có trong danh mục nên không đối chiếu được."
      : "Danh mục đính kèm không mang theo mẫu văn bản nên không đối chiếu được lời văn; các điều đánh số liên tục, không đoạn nào in hai lần.",
    `Lời văn của quyết định khác với lời văn danh mục đính kèm cho ra: ${told(faults)}.`,
  )
  return text.ok ? text : { ...text, isForm: true }
}

/** Every page of a file made in training says so. */
export const trainingFaults = (pages: readonly DrawnPage[], { issuer }: CarriedEdition): string[] =>
  issuer.training === true
    ? pages
        .filter(({ lines }) => !lines.some((line) => saidIn([line]) === TRAINING_MARK))
        .map(({ number }) => `trang ${number}: thiếu dòng «${TRAINING_MARK}»`)
    : []

function faultsOfText(pages: readonly DrawnPage[], edition: CarriedEdition, signer: string | null): string[] {
  const letters = printedOn(pages)
    .printed.map((one) => (one.kind === "text" ? lettersOf(one.line.text) : ""))
    .join("")
  const submission = submissionIn(letters, edition)
  // A text that names no Tờ trình may have been composed with one all the same.
  const candidates = submission ? [submission] : [null, ANY_SUBMISSION]
  const tried = candidates.map((one) => faultsOf(pages, expectedText(edition, one, letters, signer)))
  return tried.find((faults) => faults.length === 0) ?? tried[0] ?? []
}

const ANY_SUBMISSION: SubmissionFacts = { number: "0", symbol: "0", day: "2000-01-01" }

function submissionIn(letters: string, { issuer }: CarriedEdition): SubmissionFacts {
  const { submissionSymbol: symbol } = issuer
  const pattern = String.raw`(\d{1,6})/${literally(lettersOf(symbol))}ngày(\d{2})tháng(\d{1,2})năm(\d{4})`
  const [, number, day = "", month = "", year] = new RegExp(pattern, "u").exec(letters) ?? []
  return number === undefined
    ? null
    : { number, symbol, day: `${year}-${month.padStart(2, "0")}-${day}` as IsoDay }
}

function expectedText(
  edition: CarriedEdition,
  submission: SubmissionFacts,
  letters: string,
  signer: string | null,
): Expected[] {
  // Signs under either authority: what is printed of the capacity takes its place.
  const signatory = { capacity: "HEAD", position: "CHỦ TỊCH", fullName: signer ?? "" } as const
  const { header, typeName, abstract, blocks, closing } = composeDecision(edition, { signatory, submission })
  const recipients = ["Nơi nhận:", ...recipientLines(closing.recipients)]
  const signing = signingIn(letters, recipients.at(-1) ?? "", edition, signer)
  const text =
    (name: string, column?: "left" | "right") =>
    (said: string): Expected => ({
      kind: "text",
      name,
      text: said,
      ...(column ? { column } : {}),
    })
  return [
    ...header.agency.map((one) => text("tên cơ quan ban hành", "left")(one.text)),
    ...[NATION, MOTTO].map(text("quốc hiệu, tiêu ngữ", "right")),
    text("tên loại văn bản")(typeName),
    text("trích yếu")(abstract),
    ...blocks.flatMap(expectedOf),
    ...recipients.map(text("nơi nhận", "left")),
    ...(signing === null ? [...closing.capacity, closing.fullName] : [signing]).map(
      text("quyền hạn, chức vụ và tên người ký", "right"),
    ),
  ]
}

function expectedOf(block: Block): Expected[] {
  if (block.block === "table") return tableRows(block)
  const text = block.runs.map((run) => run.text).join("")
  const article = /^Điều \d+(?=\.)/u.exec(text)?.[0]
  return [
    { kind: "text", name: article ?? `đoạn «${text.slice(0, 40)}${text.length > 40 ? "…" : ""}»`, text },
  ]
}

/** Letters of a capacity, by who issues (`capacityLines`). */
const CAPACITY = {
  COMMITTEE: /^TM\.ỦYBANNHÂNDÂN(?:(?:KT|Q)\.CHỦTỊCH)?[^\d;:]{0,120}$/u,
  CHAIRMAN: /^(?:(?:KT|TL|TUQ)\.CHỦTỊCH|Q\.)?[^\d;:]{2,120}$/u,
}

/** The letters after the last recipient, where they are a capacity and the signer's name; null where they are anything else. */
function signingIn(
  letters: string,
  last: string,
  { issuer }: CarriedEdition,
  signer: string | null,
): string | null {
  const end = lettersOf(last)
  const at = letters.lastIndexOf(end)
  const tail = at < 0 ? "" : letters.slice(at + end.length)
  const name = lettersOf(signer ?? "")
  const isSigned =
    tail.endsWith(name) && CAPACITY[issuer.issuingAuthority].test(tail.slice(0, tail.length - name.length))
  return isSigned ? tail : null
}

/** Blanks aside, a paragraph that is long enough to be one of its own. */
const LONG = 60

function faultsWithoutTexts(pages: readonly DrawnPage[]): string[] {
  const faults: string[] = []
  const seen = new Set<string>()
  let articles = 0
  let open = ""
  for (const one of printedOn(pages).printed) {
    if (one.kind !== "text") continue
    const article = open === "" ? /^Điều (\d+)\./u.exec(saidIn([one.line]))?.[1] : undefined
    if (article !== undefined && Number(article) !== ++articles)
      faults.push(`trang ${one.page}: sau Điều ${articles - 1} là Điều ${article}`)
    open += lettersOf(one.line.text)
    // A line that goes on has a blank at its end.
    if (/\s$/u.test(one.line.text)) continue
    if (open.length >= LONG && seen.has(open))
      faults.push(`trang ${one.page}: in lại đoạn «${saidIn([one.line])}»`)
    seen.add(open)
    open = ""
  }
  return faults
}
