import type { AnnexKind } from "#models/official-document/official-document.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import { romanNumeral } from "#models/shared/numbers.ts"
import type { CarriedEdition } from "./catalogue-edition.ts"
import { levelsWithRows } from "./figures/figures-in-text.ts"

/** The annexes a decision has, each with its heading: Roman numbers only where there are two or more. */
export const annexesOf = (edition: CarriedEdition): { kind: AnnexKind; heading: string }[] => {
  const kinds: AnnexKind[] = [...levelsWithRows(edition)]
  if (edition.kind === "AMENDMENT" && edition.entries.some((entry) => !isOnlineLevel(entry.level)))
    kinds.push("REMOVED")
  if (edition.changes?.length) kinds.push("CHANGES")
  if (edition.branches?.length) kinds.push("BRANCHES")
  return kinds.map((kind, index) => ({ kind, heading: annexHeading(index, kinds.length) }))
}

/** Of the annex at a place, from 0, among so many. */
export const annexHeading = (index: number, count: number): string =>
  count > 1 ? `Phụ lục ${romanNumeral(index + 1)}` : "Phụ lục"

/** `Phụ lục I`, as the articles name it. */
export const annexNamed = (edition: CarriedEdition, kind: AnnexKind): string =>
  annexesOf(edition).find((annex) => annex.kind === kind)?.heading ?? "Phụ lục"
