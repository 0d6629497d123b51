import { Stack, Text } from "@mantine/core"
import type { CatalogueFigures } from "#workflows/screens/edition-heading.ts"
import { DataTable } from "../data-table.tsx"
import { figuresInSentences, proceduresByLevel, servicesByLevel } from "./figures-of-levels.tsx"

/** The figures of a catalogue, each with its name: services by level of government, and procedures by their highest level. */
export function CatalogueFiguresView({ figures }: { figures: CatalogueFigures }) {
  return (
    <Stack gap="sm">
      <Text>{figuresInSentences(figures)}</Text>
      <DataTable
        caption="Số dịch vụ công theo cấp thực hiện và mức độ"
        showCaption
        {...servicesByLevel(figures)}
      />
      <DataTable
        caption="Số thủ tục hành chính theo mức độ cao nhất của các dịch vụ công"
        showCaption
        {...proceduresByLevel(figures)}
      />
    </Stack>
  )
}
