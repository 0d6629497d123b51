import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import { levelsWithRows, type OnlineLevel } from "./edition-figures.ts"

/** FULL and PARTIAL are lists of services; REMOVED lists what an amendment takes out of the catalogue. */
export type AnnexKind = OnlineLevel | "REMOVED"

const ROMAN = ["I", "II", "III"] as const

/** The annexes a decision has, each with its heading: Roman numbers only where there are two or more. */
export const annexesOf = (edition: CarriedEdition): { kind: AnnexKind; heading: string }[] => {
  const kinds: AnnexKind[] = [...levelsWithRows(edition)]
  if (edition.kind === "AMENDMENT" && edition.entries.some((entry) => !isOnlineLevel(entry.level)))
    kinds.push("REMOVED")
  return kinds.map((kind, index) => ({
    kind,
    heading: kinds.length > 1 ? `Phụ lục ${ROMAN[index]}` : "Phụ lục",
  }))
}

/** `Phụ lục I`, as the articles name it. */
export const annexNamed = (edition: CarriedEdition, kind: AnnexKind): string =>
  annexesOf(edition).find((annex) => annex.kind === kind)?.heading ?? "Phụ lục"
