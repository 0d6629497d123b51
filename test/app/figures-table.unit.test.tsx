import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { servicesByLevel } from "#app/components/catalogue/figures-of-levels.tsx"
import { Table } from "#app/public/table.tsx"
import { SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel } from "#test/setup/a-decision.ts"

const cellsOf = (totals: Parameters<typeof servicesByLevel>[0]): string[][] => {
  const html = renderToStaticMarkup(
    <Table caption="Số dịch vụ theo cấp thực hiện và mức độ" {...servicesByLevel(totals)} />,
  )
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gsu)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = ""]) => cell.replace(/<[^>]+>/gu, "")),
  )
}

test.each([
  ["every level", atEveryLevel],
  ["the two online levels only", undefined],
])(
  "the figures of a catalogue with %s have a column for each level and add up both ways",
  (_what, change) => {
    const { totals, entries } = aFrozenEdition({ rows: 60, ...(change ? { change } : {}) })
    const [header, ...rows] = cellsOf(totals)
    expect(header).toEqual([
      "Cấp thực hiện",
      ...SERVICE_LEVELS.map((level) => SERVICE_LEVEL_LABELS[level]),
      "Cộng",
    ])
    const counts = rows.map((row) => row.slice(1).map(Number))
    for (const row of counts) expect(row.at(-1)).toBe(row.slice(0, -1).reduce((sum, count) => sum + count, 0))
    const parts = counts.slice(0, -1)
    expect(counts.at(-1)).toEqual(
      counts[0]?.map((_, column) => parts.reduce((sum, row) => sum + (row[column] ?? 0), 0)),
    )
    expect(counts.at(-1)?.at(-1)).toBe(entries.length)
  },
)
