import { Button, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getWorkList } from "#workflows/screens/work-list.server.ts"
import { DeadlineList } from "../../components/deadline-list.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Day } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { OfficeActsSection } from "./office-acts-section.tsx"
import { Elsewhere, LockTurn } from "./standing-section.tsx"
import { StuckSection } from "./stuck-section.tsx"
import { EditionTurn, SignedDecision, WorkSection } from "./work-section.tsx"

export const meta = () => pageTitle("Việc của tôi")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getWorkList(context.runtime, actor))
}

type Work = SerializeFrom<typeof loader>

export default function MyWork() {
  const { today, inPlaceOf, ...own } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Việc của tôi" lead="Những việc đang chờ bạn, việc gần hạn nhất đứng trước." />
      <Stack gap="xl">
        {isIdle(own) ? <NothingWaits hasCampaigns={own.campaigns.length > 0} /> : null}
        <Waiting work={own} today={today} />
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
              <Waiting work={work} today={today} prefix={place.delegationId} whose={`, thay ${place.name}`} />
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
}: Pick<Work, "campaigns" | "stuck" | "officeActs">): boolean =>
  stuck.count === 0 &&
  officeActs.length === 0 &&
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
  work: { campaigns, stuck, officeActs },
  today,
  prefix = "",
  whose = "",
}: {
  work: Pick<Work, "campaigns" | "stuck" | "officeActs">
  today: string
  prefix?: string
  whose?: string
}) {
  return (
    <>
      {officeActs.length > 0 ? <OfficeActsSection acts={officeActs} prefix={prefix} /> : null}
      {stuck.count > 0 ? <StuckSection stuck={stuck} prefix={prefix} /> : null}
      {campaigns.map(({ campaign, deadlines, sections, editionStep, signedDecision, standing }) => (
        <Stack key={campaign.id} gap="md" component="section" aria-label={`${campaign.name}${whose}`}>
          <Title order={2}>
            <Link to={paths.campaign(campaign.id)}>{campaign.name}</Link>
          </Title>
          {prefix === "" ? <DeadlineList deadlines={deadlines} today={today} /> : null}
          {signedDecision ? <SignedDecision decision={signedDecision} today={today} /> : null}
          {editionStep ? <EditionTurn step={editionStep} /> : null}
          <LockTurn campaignId={campaign.id} why={standing.lockable} />
          {sections.map((section) => (
            <WorkSection key={section.key} section={section} today={today} />
          ))}
          <Elsewhere standing={standing} />
        </Stack>
      ))}
    </>
  )
}
