import { Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getLeaderOverview, OVERVIEW_SPANS } from "#workflows/screens/leader-overview.server.ts"
import { DaysLeft } from "../../components/deadline-list.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { choiceOf, listQuery } from "../../http/list-query.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { Changes, shortened } from "./changes.tsx"
import { FigureCard } from "./figure-card.tsx"
import classes from "./leader-overview.module.css"

export const meta = () => pageTitle("Tổng quan")

const USUAL = 30
const Query = z.object({ ngay: choiceOf(["7", "30", "90"]) })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { ngay } = listQuery(request, Query)
  const span = OVERVIEW_SPANS.find((days) => String(days) === ngay) ?? USUAL
  const overview = await read(() => getLeaderOverview(context.runtime, { actor, span }))
  return { ...overview, span, spans: [...OVERVIEW_SPANS], printedBy: actor.name }
}

export default function LeaderOverviewPage() {
  const { today, since, figures, late, changes, span, spans, printedBy } = useLoaderData<typeof loader>()
  return (
    <div className={classes.sheet}>
      <PageHeader
        title="Tổng quan"
        lead={`Số liệu ngày ${formatDay(today)}, so với ngày ${formatDay(since)}.`}
      />
      <nav aria-label="So với" className={`${classes.spans} ${classes.screenOnly}`}>
        <span>So với:</span>
        {spans.map((days) => (
          <Link
            key={days}
            to={paths.leaderOverview({ ngay: days })}
            aria-current={days === span ? "true" : undefined}
          >
            {days === span ? <strong>{days} ngày trước</strong> : `${days} ngày trước`}
          </Link>
        ))}
      </nav>
      <section aria-labelledby="muoi-so">
        <Title order={2} id="muoi-so" className="visually-hidden">
          Mười con số
        </Title>
        <ul className={classes.figures}>
          {figures.map((figure) => (
            <FigureCard key={figure.key} figure={figure} span={span} />
          ))}
        </ul>
      </section>
      <div className={classes.columns}>
        <Late late={late} today={today} />
        <Changes changes={changes} span={span} />
      </div>
      <Text className={classes.printed ?? ""} size="sm">
        In ngày {formatDay(today)}. Người in: {printedBy}.
      </Text>
    </div>
  )
}

type LateProps = { late: ReturnType<typeof useLoaderData<typeof loader>>["late"]; today: string }
const UNITS = 5

function Late({ late: { deadlines, deadlineCount, units }, today }: LateProps) {
  const tasks = units.reduce((total, unit) => total + unit.tasks, 0)
  return (
    <section aria-labelledby="dang-tre">
      <Title order={2} id="dang-tre" mb="xs">
        Đang trễ
      </Title>
      {deadlines.length === 0 && units.length === 0 ? <Text>Không có gì quá hạn.</Text> : null}
      {deadlines.length > 0 ? (
        <Stack gap={4} mb="sm">
          <Title order={3} size="h4">
            <Link to={paths.deadlines({ standing: "OVERDUE" })}>
              {formatNumber(deadlineCount)} thời hạn quá hạn
            </Link>
          </Title>
          <ul className={classes.lines}>
            {deadlines.map(({ id, kind, subject, agencyName, due }) => (
              <li key={id}>
                <Link to={paths.deadline(id)}>{CLOCK_LABELS[kind]}</Link>
                {subject.name ? `, ${shortened(subject.name)}` : ""}
                {agencyName ? `, ${agencyName}` : ""}: {formatDay(due)}, <DaysLeft due={due} today={today} />
              </li>
            ))}
          </ul>
        </Stack>
      ) : null}
      {units.length > 0 ? (
        <Stack gap={4}>
          <Title order={3} size="h4">
            <Link to={paths.planBoard({ state: "LATE" })}>
              {formatNumber(tasks)} nhiệm vụ quá hạn của {formatNumber(units.length)} đơn vị
            </Link>
          </Title>
          <ul className={classes.lines}>
            {units.slice(0, UNITS).map(({ id, name, tasks: own, oldest }) => (
              <li key={id}>
                <Link to={paths.planBoard({ unit: id, state: "LATE" })}>{name}</Link>: {formatNumber(own)}{" "}
                nhiệm vụ, cũ nhất hạn {formatDay(oldest)}
              </li>
            ))}
            {units.length > UNITS ? <li>và {formatNumber(units.length - UNITS)} đơn vị khác</li> : null}
          </ul>
        </Stack>
      ) : null}
    </section>
  )
}
