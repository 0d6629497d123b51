import { annexesOf, annexNamed } from "#models/catalogue-edition/annex-headings.ts"
import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import {
  branchesInText,
  countInWords,
  LEVEL_IN_TEXT,
  levelsWithRows,
  otherLevelsInText,
  perAdminLevel,
  procedureLevelsInText,
} from "#models/catalogue-edition/figures/figures-in-text.ts"
import type { EditionTexts } from "#models/reference/document-template.ts"
import { type EditionCondition, type EditionSlotName, LEVEL_SLOTS } from "#models/reference/edition-slots.ts"
import { formatOfficialDay, type IsoDay } from "#models/shared/dates.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatCount } from "#models/shared/numbers.ts"
import { hasChanges } from "./compose-changes.ts"
import type { Table } from "./document-layout.ts"
import { issuerValues, portalsInText } from "./issuer-values.ts"
import { replacedDecisionsInText } from "./replaced-decision.ts"
import { issuerInText } from "./signing-block.ts"
import { changesInText, figuresTable, partialReasonsInText } from "./submission-figures.ts"

/** The Tờ trình a decision rests on; null while there is none (preview). */
export type SubmissionFacts = { number: string; symbol: string; day: IsoDay } | null

/** What a frozen edition says in its texts; every figure counted from its rows, none typed. */
export const editionValues = (
  edition: CarriedEdition,
  submission: SubmissionFacts,
): Map<EditionSlotName, string | readonly string[] | Table> => {
  const { issuer } = edition
  const figures = editionFiguresOf(edition)
  const levels = edition.kind === "ANNUAL" ? levelsWithRows(edition) : (["FULL", "PARTIAL"] as const)
  return new Map<EditionSlotName, string | readonly string[] | Table>([
    ["levels", levels.map((level) => LEVEL_IN_TEXT[level]).join(", ")],
    ...issuerValues(issuer),
    ["portals", portalsInText(issuer)],
    ["year", String(edition.year)],
    ["issuer", issuerInText(issuer)],
    ["entries", countInWords(figures.services)],
    ["online", countInWords(figures.onlineServices)],
    ...SERVICE_LEVELS.map(
      (level) => [LEVEL_SLOTS[level], countInWords(figures[SERVICE_FIGURES[level]])] as const,
    ),
    ["otherLevels", otherLevelsInText(edition)],
    ["procedures", countInWords(figures.procedures)],
    ["onlineProcedures", countInWords(figures.onlineProcedures)],
    ["procedureLevels", procedureLevelsInText(figures)],
    ["agencies", formatCount(figures.agencies)],
    ["bases", issuer.preambleBases],
    ["basisNames", issuer.preambleBases.map((basis) => basis.replace(/^Căn cứ /u, ""))],
    ["contents", contentsOf(edition)],
    ["branches", branchesInText(edition)],
    ["branchAnnex", branchesInText(edition) === "" ? "" : annexNamed(edition, "BRANCHES")],
    ["replacedDecision", replacedDecisionsInText(edition)],
    ["recalledDecision", recalledInText(edition)],
    [
      "submission",
      submission ? `${submission.number}/${submission.symbol} ${formatOfficialDay(submission.day)}` : "",
    ],
    ["implementers", issuer.implementers.replace(/[.;\s]+$/u, "")],
    ["changes", changesInText(edition)],
    ["partialReasons", partialReasonsInText(edition)],
    ["figures", figuresTable(edition)],
  ])
}

const recalledInText = ({ afterRecall }: CarriedEdition): string =>
  afterRecall
    ? `${afterRecall.decisionNumber} ${formatOfficialDay(afterRecall.decisionDay)} đã bị thu hồi ${formatOfficialDay(afterRecall.recalledOn)}`
    : ""

/**
 * Which conditional blocks stand in a text of an edition. A decision that replaces none says no more of those before it; the
 * Tờ trình tells a catalogue that is announced anew after a recall from the very first.
 */
export const conditionsOf = (
  edition: CarriedEdition,
  submission: SubmissionFacts,
  which: keyof EditionTexts,
): ReadonlySet<EditionCondition> => {
  const { partialServices, informationOnlyServices } = editionFiguresOf(edition)
  const oneOfTwo = (holds: boolean, then: EditionCondition, otherwise: EditionCondition) =>
    holds ? then : otherwise
  return new Set([
    annexesOf(edition).length === 1
      ? "ONE_ANNEX"
      : oneOfTwo(levelsWithRows(edition).length > 1, "BOTH_LEVELS", "ONE_LEVEL_SEVERAL_ANNEXES"),
    edition.replaces !== null
      ? "REPLACING"
      : oneOfTwo(which === "submission" && edition.afterRecall !== undefined, "AFTER_RECALL", "FIRST"),
    ...(edition.replaces ? [oneOfTwo(hasChanges(edition), "CHANGED", "UNCHANGED")] : []),
    oneOfTwo(submission !== null, "SUBMITTED", "NOT_SUBMITTED"),
    oneOfTwo(partialServices > 0, "WITH_PARTIAL", "WITHOUT_PARTIAL"),
    oneOfTwo(informationOnlyServices > 0, "WITH_INFORMATION_ONLY", "WITHOUT_INFORMATION_ONLY"),
    oneOfTwo(otherLevelsInText(edition) !== "", "WITH_OTHER_LEVELS", "WITHOUT_OTHER_LEVELS"),
    ...(branchesInText(edition) === "" ? [] : (["WITH_BRANCHES"] as const)),
  ])
}

/** What each annex of the catalogue holds, in figures and words, and where it is listed. */
const contentsOf = (edition: CarriedEdition): string[] => {
  const figures = editionFiguresOf(edition)
  return annexesOf(edition).flatMap(({ kind }) =>
    kind === "BRANCHES"
      ? []
      : kind === "CHANGES"
        ? `Nội dung cũ và nội dung mới của từng dịch vụ công được điều chỉnh, chi tiết tại ${annexNamed(edition, kind)}`
        : kind === "REMOVED"
          ? `${countInWords(figures.withdrawnServices)} ${FIGURES.withdrawnServices.noun}, chi tiết tại ${annexNamed(edition, kind)}`
          : `${countInWords(figures[SERVICE_FIGURES[kind]])} ${LEVEL_IN_TEXT[kind]}, trong đó: ${perAdminLevel(edition, kind)}; chi tiết tại ${annexNamed(edition, kind)}`,
  )
}
