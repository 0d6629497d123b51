import { Stack, Text } from "@mantine/core"
import { FIGURES, PROCEDURE_FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CatalogueFigures } from "#workflows/screens/edition-heading.ts"
import { DataTable } from "../data-table.tsx"
import { FiguresTable } from "./figures-table.tsx"

type CatalogueFiguresProps = {
  figures: CatalogueFigures
  linkTo?: Parameters<typeof FiguresTable>[0]["linkTo"]
}

/** The figures of a catalogue, each with its name: services by level of government, and procedures by their highest level. */
export function CatalogueFiguresView({ figures, linkTo }: CatalogueFiguresProps) {
  return (
    <Stack gap="sm">
      <Text>
        {sayFigure("onlineServices", figures.onlineServices)}, gồm{" "}
        {(["FULL", "PARTIAL"] as const)
          .map((level) => sayFigure(SERVICE_FIGURES[level], figures[SERVICE_FIGURES[level]]))
          .join(" và ")}
        . Tính cả {sayFigure("informationOnlyServices", figures.informationOnlyServices)} và{" "}
        {sayFigure("notProvidedServices", figures.notProvidedServices)} thì có{" "}
        {sayFigure("services", figures.services)} của {sayFigure("procedures", figures.procedures)}, thuộc{" "}
        {sayFigure("agencies", figures.agencies)} và {sayFigure("fields", figures.fields)}.
      </Text>
      <FiguresTable
        totals={figures}
        caption="Số dịch vụ công theo cấp thực hiện và mức độ"
        showCaption
        {...(linkTo ? { linkTo } : {})}
      />
      <ProcedureFigures figures={figures} />
    </Stack>
  )
}

/** Each procedure once, at the level of its highest service. */
function ProcedureFigures({ figures }: Pick<CatalogueFiguresProps, "figures">) {
  return (
    <DataTable
      caption="Số thủ tục hành chính theo mức độ cao nhất của các dịch vụ công"
      showCaption
      rows={[
        ...SERVICE_LEVELS.map((level) => ({
          label: SERVICE_LEVEL_LABELS[level],
          count: figures[PROCEDURE_FIGURES[level]],
        })),
        { label: `Tổng số ${FIGURES.procedures.noun}`, count: figures.procedures },
      ]}
      rowKey={(row) => row.label}
      columns={[
        { key: "level", header: "Mức độ cao nhất", isRowHeader: true, cell: (row) => row.label },
        {
          key: "count",
          header: "Số thủ tục",
          align: "end",
          width: "9rem",
          cell: (row) => formatNumber(row.count),
        },
      ]}
    />
  )
}
