import type { PDF } from "@libpdf/core"
import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { EditionMark } from "#models/catalogue-edition/edition-mark.ts"
import {
  branchesInText,
  countInWords,
  LEVEL_IN_TEXT,
  levelsWithRows,
  perAdminLevel,
} from "#models/catalogue-edition/figures/figures-in-text.ts"
import type { AnnexKind } from "#models/official-document/official-document.ts"
import { committeeName } from "#models/reference/province.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import { isSameName, normaliseText } from "#models/shared/text.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { composeAnnexes } from "#workflows/document-text/compose-annexes.ts"
import type { Annex } from "#workflows/document-text/document-layout.ts"
import { annexLines } from "#workflows/document-text/layout-lines.ts"
import { decisionTextCheck, trainingFaults } from "./decision-text-check.server.ts"
import type { DrawnPage } from "./drawn-form/drawn-lines.server.ts"
import { annexFaults, linesOn, partsOf } from "./printed-annex-words.server.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck } from "./verification-report.ts"
import { told } from "./words-compared.ts"

/**
 * Common names in the certificates of the person and of the agency, null where the signature is missing; the name printed
 * under the person's signature, null where none is.
 */
export type Signers = {
  personal: string | null
  agency: string | null
  printed: string | null
}

/**
 * Whether the figures of Điều 1 and the rows of every annex, as printed, are those of the edition, and, once signed,
 * whether the certificates name the person printed under the signature and the agency of the edition. Where the annexes
 * are files of their own, each file is asked for what it prints.
 */
export const checkPrint = async (
  pdf: PDF,
  edition: CarriedEdition,
  mark: EditionMark | null,
  signers: Signers,
): Promise<VerificationCheck[]> => {
  const pages = await textOf(pdf)
  const lines = await linesOn(pdf)
  const annexes = annexesOf(edition)
  const composed = composeAnnexes(edition)
  if (mark?.annex) {
    const own = annexes.filter(({ kind }) => kind === mark.annex)
    const ownComposed = composed.filter(({ heading }) => heading === own[0]?.heading)
    const faults = wordFaults([lines], ownComposed)
    const only = annexOnlyCheck(pages, edition, own[0])
    const message =
      only.ok || faults.length === 0 ? only.message : `${only.message.replace(/\.$/u, "")}: ${told(faults)}.`
    return [
      { ...only, message },
      rowsCheck(pages, edition, own, only.ok ? faults : []),
      agencyCheck(edition, signers),
    ]
  }
  const isApart = mark !== null && mark.annexFiles.length > 0
  const parts = partsOf(lines, isApart ? [] : composed)
  const [first] = isApart ? [] : annexes
  const from = first ? pages.findIndex((text) => text.split("\n").includes(first.heading)) : -1
  const main = normaliseText(
    pages
      .slice(0, from < 0 ? undefined : from)
      .map(withoutNumber)
      .join("\n"),
  )
  return [
    figuresCheck(main, edition),
    decisionTextCheck(parts.main, edition, signers.printed, trainingFaults(lines, edition)),
    isApart
      ? annexFilesCheck(mark, annexes.length)
      : rowsCheck(pages, edition, annexes, wordFaults(parts.annexes, composed)),
    ...(signers.personal !== null && signers.agency !== null ? [signersCheck(edition, signers)] : []),
  ]
}

function figuresCheck(main: string, edition: CarriedEdition): VerificationCheck {
  const missing = wantedFigures(edition).filter((figure) => !main.includes(figure))
  return check(
    "article1",
    missing.length === 0,
    "Số liệu in tại Điều 1 bằng số liệu của danh mục đính kèm.",
    `Số liệu in tại Điều 1 khác danh mục đính kèm: không thấy «${missing[0]}».`,
  )
}

/** Each with the annex it is in. */
const wordFaults = (printed: readonly DrawnPage[][], composed: readonly Annex[]): string[] =>
  composed.flatMap((annex, index) =>
    annexFaults(printed[index] ?? [], annex).map((fault) => `${annex.heading}, ${fault}`),
  )

/** @param words in what the annexes differ word by word: a rule of form, where codes and services are the same */
function rowsCheck(
  pages: readonly string[],
  edition: CarriedEdition,
  annexes: ReturnType<typeof annexesOf>,
  words: readonly string[],
): VerificationCheck {
  const starts = annexes.map(({ heading }) => pages.findIndex((text) => text.split("\n").includes(heading)))
  const differing = annexes.filter(({ kind }, index) => {
    const start = starts[index] ?? -1
    const printed = start < 0 ? [] : codesIn(pages.slice(start, starts[index + 1]))
    return printed.join() !== codesOf(edition, kind).join()
  })
  const where = differing.length > 0 ? differing.map(({ heading }) => heading).join(", ") : "phụ lục"
  const rows = check(
    "annexRows",
    differing.length === 0 && words.length === 0,
    "Các dòng in tại phụ lục đúng là các dịch vụ của danh mục đính kèm: thứ tự, mọi cột và số dịch vụ của từng nhóm.",
    `Các dòng in tại ${where} khác danh mục đính kèm${words.length > 0 ? `: ${told(words)}` : ""}.`,
  )
  return rows.ok || differing.length > 0 ? rows : { ...rows, isForm: true }
}

/**
 * An annex in a file of its own is nothing but that: every letter on its pages is one of the annex as it is composed of the
 * catalogue, of the table's header once more on a page, or of a page's number.
 */
function annexOnlyCheck(
  pages: readonly string[],
  edition: CarriedEdition,
  annex: ReturnType<typeof annexesOf>[number] | undefined,
): VerificationCheck {
  const composed = composeAnnexes(edition).find(({ heading }) => heading === annex?.heading)
  const begins = pages[0]?.trimStart().split("\n")[0]?.trim() === annex?.heading
  const ok = composed !== undefined && begins && isNothingButAnnex(pages, composed)
  return {
    rule: "annexOnly",
    ok,
    message: ok
      ? `Tệp chỉ gồm ${annex?.heading} của danh mục đính kèm.`
      : annex === undefined
        ? "Tệp tự nhận là một phụ lục mà danh mục đính kèm không có."
        : `Tệp in nội dung khác với ${annex.heading} của danh mục đính kèm.`,
  }
}

function isNothingButAnnex(pages: readonly string[], annex: Annex): boolean {
  const header = annex.table.columns.map((column) => column.heading).join("")
  const numbers = pages.slice(1).map((_, index) => String(index + 2))
  const expected = lettersOf([...annexLines(annex, ""), ...numbers].join(""))
  const left = lettersOf(pages.join(""))
  for (const [letter, count] of expected) left.set(letter, (left.get(letter) ?? 0) - count)
  // What is left over is the header as often as it was repeated.
  const repeats = [...lettersOf(header)]
  const [first] = repeats
  const times = first ? (left.get(first[0]) ?? 0) / first[1] : 0
  for (const [letter, count] of repeats) left.set(letter, (left.get(letter) ?? 0) - times * count)
  return (
    Number.isInteger(times) &&
    times >= 0 &&
    times < pages.length &&
    [...left.values()].every((count) => count === 0)
  )
}

function lettersOf(text: string): Map<string, number> {
  const letters = new Map<string, number>()
  for (const letter of text.normalize("NFC").replace(/\s+/gu, ""))
    letters.set(letter, (letters.get(letter) ?? 0) + 1)
  return letters
}

function annexFilesCheck({ annexFiles }: EditionMark, wanted: number): VerificationCheck {
  const ok = annexFiles.length === wanted && new Set(annexFiles).size === wanted
  return check(
    "annexFilesNamed",
    ok,
    `Phụ lục ở ${wanted} tệp riêng; quyết định ghi mã băm của từng tệp.`,
    `Quyết định ghi mã băm của ${new Set(annexFiles).size} tệp phụ lục, danh mục đính kèm có ${wanted} phụ lục.`,
  )
}

const isAgencyOf = ({ issuer }: CarriedEdition, agency: string | null): boolean =>
  agency !== null && isSameName(agency, committeeName(issuer))
const notTheAgency = (agency: string | null): string =>
  agency === null
    ? "chưa có chữ ký của cơ quan"
    : `chứng thư của cơ quan mang tên «${agency}», không phải cơ quan ban hành`

function agencyCheck(edition: CarriedEdition, { agency }: Signers): VerificationCheck {
  const faults = isAgencyOf(edition, agency) ? [] : [notTheAgency(agency)]
  return check(
    "signers",
    faults.length === 0,
    "Chứng thư mang đúng tên cơ quan ban hành.",
    `Chứng thư không đúng: ${faults.join("; ")}.`,
  )
}

/** Certificates have a name in its own place (CN), beside title, agency and number: what more stands in it is another name. */
function signersCheck(edition: CarriedEdition, { personal, agency, printed }: Signers): VerificationCheck {
  const faults: string[] = []
  if (!isSameName(personal ?? "", printed ?? ""))
    faults.push(
      `chứng thư của người ký mang tên «${personal}», không phải tên in dưới chữ ký${printed ? ` («${printed}»)` : ""}`,
    )
  if (!isAgencyOf(edition, agency)) faults.push(notTheAgency(agency))
  return check(
    "signers",
    faults.length === 0,
    "Chứng thư mang đúng tên người ký và cơ quan in trong văn bản.",
    `Chứng thư không đúng người: ${faults.join("; ")}.`,
  )
}

/**
 * Phrases Điều 1 must have: count per level, in digits and words, then per level of government; and how many services of central
 * branches are listed, where any are.
 */
const wantedFigures = (edition: CarriedEdition): string[] => [
  ...levelsWithRows(edition).map(
    (level) =>
      `${countInWords(edition.totals.levels[level])} ${LEVEL_IN_TEXT[level]}, trong đó: ${perAdminLevel(edition, level)}`,
  ),
  ...[branchesInText(edition)].filter((said) => said !== ""),
]

const codesOf = (edition: CarriedEdition, kind: AnnexKind): string[] =>
  listedIn(edition, kind)
    .map(({ serviceCode }) => serviceCode)
    .sort()

const listedIn = (
  { entries, branches = [], changes = [] }: CarriedEdition,
  kind: AnnexKind,
): readonly { serviceCode: string }[] => {
  if (kind === "BRANCHES") return branches
  if (kind === "CHANGES") return changes
  return entries.filter(({ level }) => (kind === "REMOVED" ? !isOnlineLevel(level) : level === kind))
}

const codesIn = (pages: readonly string[]): string[] =>
  [...pages.join("\n").matchAll(/\((\d\.\d{6}\.\d{2})\)/gu)].map(([, code]) => code ?? "").sort()

/** A sentence may go on over the page, below the page's number. */
const withoutNumber = (text: string): string => text.replace(/^\s*\d+\n/u, "")

/** The foot of a page made in training stands between two halves of a sentence too. */
const withoutTrainingMark = (text: string): string =>
  text.replace(new RegExp(`\\n?${TRAINING_MARK}\\s*$`, "u"), "")

/** Text of every page; others get their turn between pages, since a long decision takes seconds. */
async function textOf(pdf: PDF): Promise<string[]> {
  const texts: string[] = []
  for (const page of pdf.getPages()) {
    texts.push(withoutTrainingMark(page.extractText().text.normalize("NFC")))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return texts
}
