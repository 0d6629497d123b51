import type { PDF } from "@libpdf/core"
import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import { normaliseText } from "#models/shared/text.ts"
import { type AnnexKind, annexesOf } from "./annex-headings.ts"
import { countInWords, LEVEL_IN_TEXT, levelsWithRows, perAdminLevel } from "./edition-figures.ts"
import type { VerificationCheck } from "./verification-report.ts"

/** Common names in the certificates of the person and of the agency. */
export type Signers = { personal: string; agency: string }

/**
 * Whether the figures of Điều 1 and the rows of every annex, as printed, are those of the edition, and, once signed,
 * whether the certificates name the person printed under the signature and the agency of the edition.
 */
export const checkPrint = async (
  pdf: PDF,
  edition: CarriedEdition,
  signers: Signers | null,
): Promise<VerificationCheck[]> => {
  const pages = await textOf(pdf)
  const annexes = annexesOf(edition)
  const starts = annexes.map(({ heading }) => pages.findIndex((text) => text.split("\n").includes(heading)))
  const main = normaliseText(pages.slice(0, starts[0]).map(withoutNumber).join("\n"))
  const missing = wantedFigures(edition).filter((figure) => !main.includes(figure))
  const differing = annexes.filter(({ kind }, index) => {
    const start = starts[index] ?? -1
    const printed = start < 0 ? [] : codesIn(pages.slice(start, starts[index + 1]))
    return printed.join() !== codesOf(edition, kind).join()
  })
  return [
    {
      rule: "article1",
      ok: missing.length === 0,
      message:
        missing.length === 0
          ? "Số liệu in tại Điều 1 bằng số liệu của danh mục đính kèm."
          : `Số liệu in tại Điều 1 khác danh mục đính kèm: không thấy «${missing[0]}».`,
    },
    {
      rule: "annexRows",
      ok: differing.length === 0,
      message:
        differing.length === 0
          ? "Các dòng in tại phụ lục đúng là các dịch vụ của danh mục đính kèm."
          : `Các dòng in tại ${differing.map(({ heading }) => heading).join(", ")} khác danh mục đính kèm.`,
    },
    ...(signers ? [signersCheck(main, edition, signers)] : []),
  ]
}

function signersCheck(main: string, { issuer }: CarriedEdition, signers: Signers): VerificationCheck {
  const faults: string[] = []
  const closing = main.split("Nơi nhận:").at(-1) ?? ""
  if (signers.personal === "" || !closing.includes(normaliseText(signers.personal)))
    faults.push(`chứng thư của người ký mang tên «${signers.personal}», không phải tên in dưới chữ ký`)
  if (signers.agency !== `Ủy ban nhân dân tỉnh ${issuer.provinceName}`)
    faults.push(`chứng thư của cơ quan mang tên «${signers.agency}», không phải cơ quan ban hành`)
  return {
    rule: "signers",
    ok: faults.length === 0,
    message:
      faults.length === 0
        ? "Chứng thư mang đúng tên người ký và cơ quan in trong văn bản."
        : `Chứng thư không đúng người: ${faults.join("; ")}.`,
  }
}

/** Phrases Điều 1 must have: count per level, in digits and words, then per level of government. */
const wantedFigures = (edition: CarriedEdition): string[] =>
  levelsWithRows(edition).map(
    (level) =>
      `${countInWords(edition.totals.levels[level])} ${LEVEL_IN_TEXT[level]}, trong đó: ${perAdminLevel(edition, level)}`,
  )

const codesOf = (edition: CarriedEdition, kind: AnnexKind): string[] =>
  edition.entries
    .filter(({ level }) => (kind === "REMOVED" ? !isOnlineLevel(level) : level === kind))
    .map(({ serviceCode }) => serviceCode)
    .sort()

const codesIn = (pages: readonly string[]): string[] =>
  [...pages.join("\n").matchAll(/\((\d\.\d{6}\.\d{2})\)/gu)].map(([, code]) => code ?? "").sort()

/** A sentence may go on over the page, below the page's number. */
const withoutNumber = (text: string): string => text.replace(/^\s*\d+\n/u, "")

/** Text of every page; others get their turn between pages, since a long decision takes seconds. */
async function textOf(pdf: PDF): Promise<string[]> {
  const texts: string[] = []
  for (const page of pdf.getPages()) {
    texts.push(page.extractText().text.normalize("NFC"))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return texts
}
