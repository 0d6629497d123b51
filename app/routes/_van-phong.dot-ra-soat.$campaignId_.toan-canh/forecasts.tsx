import { Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { GOAL_NAMES, GOALS } from "#workflows/cockpit/goals.ts"
import { FORECAST_METHOD, forecastTable } from "#workflows/screens/cockpit-forecasts.ts"
import type { Cockpit } from "#workflows/screens/cockpit-page.server.ts"
import { paths } from "../../http/paths.ts"
import classes from "./cockpit.module.css"
import { NumberTable } from "./number-table.tsx"

const SHOWN = 10

/** Which end is foretold: links, so that it works without scripts. */
export function GoalChoice({ cockpit }: { cockpit: Cockpit }) {
  const { campaign, agency, goal } = cockpit
  return (
    <nav aria-label="Mốc dự báo" className={`${classes.files} ${classes.screenOnly}`}>
      <span>Dự báo cho mốc:</span>
      {GOAL_NAMES.map((name) => (
        <Link
          key={name}
          to={paths.overview(campaign.id, { agency: agency?.id, goal: name })}
          aria-current={name === goal ? "true" : undefined}
        >
          {name === goal ? <strong>{GOALS[name].label}</strong> : GOALS[name].label}
        </Link>
      ))}
    </nav>
  )
}

/** Which unit is behind: the worst first, the others folded. */
export function Forecasts({
  cockpit,
  query,
}: {
  cockpit: Cockpit
  query: Record<string, string | undefined>
}) {
  const table = forecastTable(cockpit)
  const rest = table.rows.slice(SHOWN)
  return (
    <Stack component="section" gap="xs" aria-labelledby="du-bao">
      <Title order={2} id="du-bao">
        Đơn vị nào chậm?
      </Title>
      <details className={classes.numbers}>
        <summary>Cách dự báo</summary>
        <Text className={classes.method ?? ""} size="sm" c="dimmed">
          {FORECAST_METHOD}
        </Text>
      </details>
      <NumberTable campaignId={cockpit.campaign.id} table={{ ...table, rows: table.rows.slice(0, SHOWN) }} />
      {rest.length > 0 ? (
        <details className={classes.numbers}>
          <summary>{rest.length} đơn vị còn lại</summary>
          <NumberTable
            campaignId={cockpit.campaign.id}
            table={{ ...table, caption: `${table.caption} (tiếp)`, rows: rest }}
          />
        </details>
      ) : null}
      <p className={classes.files}>
        <a href={paths.overviewFile(cockpit.campaign.id, "du-bao.csv", query)}>Tải bảng dự báo (CSV)</a>
      </p>
    </Stack>
  )
}
