import { Button, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import type { WaitingLine } from "#workflows/screens/waiting-since.server.ts"
import { dayOfPhase, editionDue, workInWords } from "#workflows/screens/work-counts.ts"
import { ownWork } from "#workflows/screens/work-nav.server.ts"
import { DeadlineList } from "../../components/deadline-list.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Day } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { listQuery } from "../../http/list-query.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { OfficeActsSection } from "./office-acts-section.tsx"
import { PlanWorkSection } from "./plan-work-section.tsx"
import { Elsewhere, LockTurn } from "./standing-section.tsx"
import { StuckSection } from "./stuck-section.tsx"
import { WorkLinks } from "./work-links.tsx"
import { EditionTurn, SignedDecision, WorkSection } from "./work-section.tsx"
import { isShown, WorkView } from "./work-view.ts"

export const meta = () => pageTitle("Việc của tôi")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const view = listQuery(request, WorkView)
  return { ...(await read(() => ownWork(context.runtime, actor))), view }
}

type Work = SerializeFrom<typeof loader>

export default function MyWork() {
  const { today, inPlaceOf, view, waiting, counts, ...own } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Việc của tôi" lead={`${workInWords(counts)}. Việc gần hạn nhất đứng trước.`} />
      <WorkLinks counts={counts} others={waiting.reduce((sum, { count }) => sum + count, 0)} view={view} />
      <Stack gap="xl">
        {isIdle(own) ? <NothingWaits hasCampaigns={own.campaigns.length > 0} /> : null}
        <Waiting work={own} today={today} view={view} waiting={waiting} />
        {inPlaceOf.map(({ place, ...work }) => (
          <section key={place.delegationId} aria-labelledby={`thay-${place.delegationId}`}>
            <Title order={2} id={`thay-${place.delegationId}`}>
              Thay cho {place.name}
            </Title>
            <Text c="dimmed" size="sm" mb="md">
              Đến hết <Day day={place.until} />, theo {place.ground}.{" "}
              <Link to={paths.delegation(place.delegationId)}>Xem việc làm thay</Link>
            </Text>
            <Stack gap="xl">
              {isIdle(work) ? <Text>Không có việc nào đang chờ {place.name}.</Text> : null}
              <Waiting
                work={work}
                today={today}
                view={view}
                waiting={[]}
                prefix={place.delegationId}
                whose={`, thay ${place.name}`}
              />
            </Stack>
          </section>
        ))}
      </Stack>
    </>
  )
}

const isIdle = ({
  campaigns,
  stuck,
  officeActs,
  planWork,
}: Pick<Work, "campaigns" | "stuck" | "officeActs" | "planWork">): boolean =>
  stuck.count === 0 &&
  officeActs.length === 0 &&
  planWork.length === 0 &&
  campaigns.every(
    ({ sections, editionStep, signedDecision, standing }) =>
      sections.length === 0 && !editionStep && !signedDecision && !standing.lockable,
  )

function NothingWaits({ hasCampaigns }: { hasCampaigns: boolean }) {
  return (
    <EmptyState
      title="Không có việc nào đang chờ bạn"
      actions={
        <Button component={Link} to={paths.campaigns()} variant="default">
          Xem các đợt rà soát
        </Button>
      }
    >
      {hasCampaigns
        ? "Việc sẽ hiện ở đây khi có dịch vụ hoặc văn bản tới lượt đơn vị, vai trò của bạn."
        : "Hiện không có đợt rà soát nào đang chạy. Việc sẽ hiện ở đây khi một đợt được mở."}
    </EmptyState>
  )
}

/** `prefix` keeps the ids of several people's work apart, `whose` the names of its regions. */
function Waiting({
  work: { campaigns, stuck, officeActs, planWork },
  today,
  view,
  waiting,
  prefix = "",
  whose = "",
}: {
  work: Pick<Work, "campaigns" | "stuck" | "officeActs" | "planWork">
  today: string
  view: WorkView
  waiting: readonly (WaitingLine & { campaignId: string })[]
  prefix?: string
  whose?: string
}) {
  const acts = officeActs.filter(({ day }) => isShown(view, "MINE", day, today))
  const planned = planWork.filter(({ due }) => isShown(view, "MINE", due, today))
  const isMine = isShown(view, "MINE", null, today)
  return (
    <>
      {acts.length > 0 ? <OfficeActsSection acts={acts} prefix={prefix} /> : null}
      {planned.length > 0 ? <PlanWorkSection work={planned} prefix={prefix} today={today} /> : null}
      {stuck.count > 0 && isMine ? <StuckSection stuck={stuck} prefix={prefix} /> : null}
      {campaigns.map(({ campaign, deadlines, sections, editionStep, signedDecision, standing }) => (
        <Stack key={campaign.id} gap="md" component="section" aria-label={`${campaign.name}${whose}`}>
          <Title order={2}>
            <Link to={paths.campaign(campaign.id)}>{campaign.name}</Link>
          </Title>
          {prefix === "" ? <DeadlineList deadlines={deadlines} today={today} /> : null}
          {standing.leftBehind ? <Text>{standing.leftBehind}</Text> : null}
          {signedDecision ? <SignedDecision decision={signedDecision} today={today} /> : null}
          {editionStep && isShown(view, "MINE", editionDue(deadlines, signedDecision), today) ? (
            <EditionTurn step={editionStep} />
          ) : null}
          {isShown(view, "MINE", dayOfPhase(deadlines, "registerBy"), today) ? (
            <LockTurn campaignId={campaign.id} why={standing.lockable} />
          ) : null}
          {sections
            .filter(({ place, due }) => isShown(view, place, due, today))
            .map((section) => (
              <WorkSection key={section.key} section={section} today={today} />
            ))}
          {isShown(view, "OTHERS", null, today) ? (
            <Elsewhere
              campaignId={campaign.id}
              waiting={waiting.filter(({ campaignId }) => campaignId === campaign.id)}
            />
          ) : null}
        </Stack>
      ))}
    </>
  )
}
