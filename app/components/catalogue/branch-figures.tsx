import { Text } from "@mantine/core"
import type { BranchFigures } from "#models/catalogue-edition/figures/branch-figures.ts"
import { branchesInSentence } from "./branches-in-sentence.ts"

/** What is listed beside the catalogue. */
export function BranchFiguresView({ figures }: { figures: BranchFigures }) {
  return <Text mt="sm">{branchesInSentence(figures)}</Text>
}
