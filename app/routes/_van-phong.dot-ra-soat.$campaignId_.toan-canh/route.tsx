import { Button, Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { addDays, formatDay } from "#models/shared/dates.ts"
import { STRIP_DAYS } from "#workflows/cockpit/unit-acts.ts"
import { type Cockpit, getCockpit } from "#workflows/screens/cockpit-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { PICTURES } from "../../components/charts/cockpit-pictures.tsx"
import { DeadlineList } from "../../components/deadline-list.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { FilterBar } from "../../components/filter-bar.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import classes from "./cockpit.module.css"
import { cockpitQueryOf } from "./cockpit-query.ts"
import { Forecasts, GoalChoice } from "./forecasts.tsx"
import { PictureSection } from "./picture.tsx"

export const meta = () => pageTitle("Toàn cảnh đợt rà soát")

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = cockpitQueryOf(request)
  const campaignId = params.campaignId ?? ""
  const cockpit = await read(() => getCockpit(context.runtime, { campaignId, query, actor }))
  return { cockpit, query, isTraining: context.runtime.trainingMode, printedBy: actor.name }
}

export default function Overview() {
  const { cockpit, query, isTraining, printedBy } = useLoaderData<typeof loader>()
  const { campaign, today } = cockpit
  return (
    <Stack gap="xl">
      <PageHeader
        title="Toàn cảnh đợt rà soát"
        back={{ to: paths.campaign(campaign.id), label: campaign.name }}
        lead={
          <>
            Số liệu {formatDay(today)} ·{" "}
            <StatusBadge label={CAMPAIGN_STATE_LABELS[campaign.state]} tone="busy" />
          </>
        }
        actions={
          <>
            <Button component={Link} to={paths.unitReturns(campaign.id)} variant="default">
              Phiếu của các đơn vị
            </Button>
            <Button component={Link} to={paths.barriers(campaign.id)} variant="default">
              Sổ rào cản
            </Button>
          </>
        }
      />
      {cockpit.agencies.length === 0 ? (
        <EmptyState title="Đợt này chưa có phiếu đăng ký nào">
          Sổ thủ tục không có dịch vụ nào khi đợt được mở, nên chưa có gì để vẽ.
        </EmptyState>
      ) : (
        <>
          <UnitFilter cockpit={cockpit} />
          <DeadlineList deadlines={cockpit.deadlines} today={today} />
          {cockpit.lastActOn === null ? (
            <EmptyState title="Đợt vừa mở, chưa có việc nào được làm">
              Hình bên dưới là xuất phát điểm. Dự báo, mức độ và nhịp việc hiện dần khi các đơn vị đăng ký.
            </EmptyState>
          ) : null}
          {PICTURES.map((picture) => (
            <Stack key={picture.name} gap="xl">
              <PictureSection
                picture={picture}
                cockpit={cockpit}
                isTraining={isTraining}
                query={query}
                choice={
                  picture.name === "tien-do" ? (
                    <GoalChoice cockpit={cockpit} />
                  ) : picture.name === "nhip-viec" ? (
                    <DaysChoice cockpit={cockpit} />
                  ) : undefined
                }
              />
              {picture.name === "tien-do" ? <Forecasts cockpit={cockpit} query={query} /> : null}
            </Stack>
          ))}
        </>
      )}
      <Text className={classes.printed ?? ""} size="sm">
        In ngày {formatDay(today)}. Người in: {printedBy}.
      </Text>
    </Stack>
  )
}

function UnitFilter({ cockpit: { agencies, agency, goal } }: { cockpit: Cockpit }) {
  return (
    <div className={classes.screenOnly}>
      <FilterBar
        kept={{ goal }}
        filters={[
          {
            kind: "CHOICE",
            name: "agency",
            label: "Đơn vị",
            value: agency?.id ?? "",
            all: "Toàn tỉnh",
            options: agencies.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
    </div>
  )
}

/** The four weeks before and after those shown. */
function DaysChoice({ cockpit }: { cockpit: Cockpit }) {
  const { campaign, agency, goal, strips, today } = cockpit
  const [first, last] = [strips.days[0] ?? today, strips.days.at(-1) ?? today]
  const until = (day: string) => paths.overview(campaign.id, { agency: agency?.id, goal, until: day })
  return (
    <nav aria-label="Ngày xem" className={`${classes.files} ${classes.screenOnly}`}>
      {first > campaign.openedOn ? (
        <Link to={`${until(addDays(first, -1))}#nhip-viec`}>‹ {STRIP_DAYS} ngày trước</Link>
      ) : null}
      {last < today ? (
        <Link to={`${until([addDays(last, STRIP_DAYS), today].sort()[0] ?? today)}#nhip-viec`}>
          {STRIP_DAYS} ngày sau ›
        </Link>
      ) : null}
    </nav>
  )
}
