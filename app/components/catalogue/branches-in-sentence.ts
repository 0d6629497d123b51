import type { BranchFigures } from "#models/catalogue-edition/figures/branch-figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"

/** What is listed beside the catalogue, and that it counts in none of its figures. */
export const branchesInSentence = (figures: BranchFigures): string =>
  `Ngoài danh mục, không tính trong các số liệu trên: ${sayFigure("branchServices", figures.branchServices)}, gồm ${sayFigure("branchProcedures", figures.branchProcedures)} do ${sayFigure("branchAgencies", figures.branchAgencies)} thực hiện, ghi ở phụ lục riêng để tra cứu.`
