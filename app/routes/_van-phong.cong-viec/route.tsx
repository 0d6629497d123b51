import { Button, Stack, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getWorkList } from "#workflows/screens/work-list.server.ts"
import { DeadlineList } from "../../components/deadline-list.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { OfficeActsSection } from "./office-acts-section.tsx"
import { StuckSection } from "./stuck-section.tsx"
import { EditionTurn, SignedDecision, WorkSection } from "./work-section.tsx"

export const meta = () => pageTitle("Việc của tôi")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getWorkList(context.runtime, actor))
}

export default function MyWork() {
  const { campaigns, today, stuck, officeActs } = useLoaderData<typeof loader>()
  const isIdle =
    stuck.count === 0 &&
    officeActs.length === 0 &&
    campaigns.every(
      ({ sections, editionStep, signedDecision }) => sections.length === 0 && !editionStep && !signedDecision,
    )
  return (
    <>
      <PageHeader title="Việc của tôi" lead="Những việc đang chờ bạn, việc gần hạn nhất đứng trước." />
      <Stack gap="xl">
        {isIdle ? (
          <EmptyState
            title="Không có việc nào đang chờ bạn"
            actions={
              <Button component={Link} to={paths.campaigns()} variant="default">
                Xem các đợt rà soát
              </Button>
            }
          >
            {campaigns.length === 0
              ? "Hiện không có đợt rà soát nào đang chạy. Việc sẽ hiện ở đây khi một đợt được mở."
              : "Việc sẽ hiện ở đây khi có dịch vụ hoặc văn bản tới lượt đơn vị, vai trò của bạn."}
          </EmptyState>
        ) : null}
        {officeActs.length > 0 ? <OfficeActsSection acts={officeActs} /> : null}
        {stuck.count > 0 ? <StuckSection stuck={stuck} /> : null}
        {campaigns.map(({ campaign, deadlines, sections, editionStep, signedDecision }) => (
          <Stack key={campaign.id} gap="md" component="section" aria-label={campaign.name}>
            <Title order={2}>
              <Link to={paths.campaign(campaign.id)}>{campaign.name}</Link>
            </Title>
            <DeadlineList deadlines={deadlines} today={today} />
            {signedDecision ? <SignedDecision decision={signedDecision} today={today} /> : null}
            {editionStep ? <EditionTurn step={editionStep} /> : null}
            {sections.map((section) => (
              <WorkSection key={section.key} section={section} today={today} />
            ))}
          </Stack>
        ))}
      </Stack>
    </>
  )
}
