import type { CatalogueFigures } from "#workflows/screens/edition-heading.ts"
import {
  figuresInSentences,
  type LinkToList,
  proceduresByLevel,
  servicesByLevel,
} from "../../components/catalogue/figures-of-levels.tsx"
import { Table } from "../table.tsx"

/** The figures of a catalogue, each with its name; counts lead to the list behind them. */
export function Figures({ figures, linkTo }: { figures: CatalogueFigures; linkTo: LinkToList }) {
  return (
    <>
      <p>{figuresInSentences(figures)}</p>
      <Table
        caption="Số dịch vụ công theo cấp thực hiện và mức độ"
        showCaption
        isOfFigures
        {...servicesByLevel(figures, linkTo)}
      />
      <Table
        caption="Số thủ tục hành chính theo mức độ cao nhất của các dịch vụ công"
        showCaption
        isOfFigures
        {...proceduresByLevel(figures)}
      />
    </>
  )
}
