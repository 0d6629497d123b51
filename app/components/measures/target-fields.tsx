import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { TargetsPage } from "#workflows/screens/indicator-targets-page.server.ts"
import { HiddenField, TextField } from "../../forms/fields.tsx"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"

type Line = TargetsPage["rows"][number] & { at: number }

/** Targets of units over the quarters of a year: fields for whoever may set them, numbers for everybody else. */
export function TargetTable({ page }: { page: TargetsPage }) {
  const { rows, quarters, indicator, unit, maySet, year } = page
  const ofUnits = indicator !== null
  return (
    <DataTable
      caption={
        indicator
          ? `Chỉ tiêu «${indicator.name}» (${indicator.scale}), năm ${year}${unit ? `, ${unit.name}` : ""}`
          : `Chỉ tiêu năm ${year}, ${unit?.name ?? ""}`
      }
      showCaption
      rows={rows.map((row, at): Line => ({ ...row, at }))}
      rowKey={({ indicatorId, unitId }) => `${indicatorId} ${unitId}`}
      columns={[
        {
          key: "name",
          header: ofUnits ? "Đơn vị" : "Chỉ số",
          isRowHeader: true,
          cell: (row) => (
            <>
              <Link
                to={paths.indicator(row.indicatorId, {
                  period: quarters[0]?.id,
                  ...(row.unitId === "*" ? {} : { unit: row.unitId }),
                })}
              >
                {ofUnits ? row.unit : row.indicator}
              </Link>
              {ofUnits ? null : (
                <Text size="sm" fw={400} c="dimmed">
                  {row.indicatorId}, {row.scale}
                </Text>
              )}
              {maySet ? (
                <>
                  <HiddenField name={`rows.${row.at}.indicatorId`} />
                  <HiddenField name={`rows.${row.at}.unitId`} />
                  <HiddenField name={`rows.${row.at}.seen`} />
                </>
              ) : null}
            </>
          ),
        },
        ...quarters.map(({ id, label }, place) => ({
          key: id,
          header: label.charAt(0).toLocaleUpperCase("vi") + label.slice(1),
          width: "8rem",
          align: "end" as const,
          cell: (row: Line) => {
            const common = row.common[place]
            if (!maySet) return row.values[place] || (common ? `${common} (chung)` : "–")
            return (
              <TextField
                name={`rows.${row.at}.q${place + 1}`}
                aria-label={`${ofUnits ? row.unit : row.indicator}, ${label}`}
                inputMode="decimal"
                autoComplete="off"
                size="sm"
                {...(common
                  ? { description: `chung ${common}`, inputWrapperOrder: ["input", "description", "error"] }
                  : {})}
              />
            )
          },
        })),
      ]}
    />
  )
}
