import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { BranchFigures } from "#models/catalogue-edition/figures/branch-figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"

type BranchFiguresProps = { figures: BranchFigures; to?: string }

/** What is listed beside the catalogue, with where to look it up. */
export function BranchFiguresView({ figures, to }: BranchFiguresProps) {
  return (
    <Text mt="sm">
      Ngoài danh mục, không tính trong các số liệu trên: {sayFigure("branchServices", figures.branchServices)}
      , gồm {sayFigure("branchProcedures", figures.branchProcedures)} do{" "}
      {sayFigure("branchAgencies", figures.branchAgencies)} thực hiện, ghi ở phụ lục riêng để tra cứu.
      {to ? (
        <>
          {" "}
          <Link to={to}>Xem dịch vụ công của cơ quan ngành dọc</Link>
        </>
      ) : null}
    </Text>
  )
}
