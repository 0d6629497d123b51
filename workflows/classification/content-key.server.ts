import type { Procedure } from "#models/procedure/procedure.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { foldText } from "#models/shared/text.ts"

const plain = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/**
 * Equal for procedures that ask for the same papers by the same steps, whatever their accents, punctuation and order of papers;
 * empty where a record names neither, since nothing can be compared then.
 */
export const contentKeyOf = ({ cases }: Pick<Procedure, "cases">): string => {
  const content = cases
    .map(({ steps, dossierComponents }) => ({
      steps: steps.map(({ name, text }) => plain(`${name} ${text}`)).filter((step) => step !== ""),
      papers: dossierComponents
        .map(({ name, originalCount, copyCount }) => `${plain(name)}|${originalCount}|${copyCount}`)
        .sort(),
    }))
    .filter(({ steps, papers }) => steps.length + papers.length > 0)
  const isTelling = content.some(({ steps, papers }) => steps.length > 0 && papers.length > 0)
  return isTelling ? digestOf(content) : ""
}
