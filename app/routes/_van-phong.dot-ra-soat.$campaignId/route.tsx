import { Button, Stack, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { getCampaignBoard } from "#workflows/screens/campaign-board.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { DeadlineList } from "../../components/deadline-list.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { UnsettledScope } from "../../components/unsettled-scope.tsx"
import { Day } from "../../components/values.tsx"
import { itemTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { redirectDone } from "../../http/redirect-done.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { takeSentStep } from "../../http/take-sent-step.server.ts"
import { BoardSteps } from "./board-steps.tsx"
import { BoardTable } from "./board-table.tsx"
import { Totals } from "./totals.tsx"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Tiến độ", data?.campaign.name)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getCampaignBoard(context.runtime, { campaignId: params.campaignId ?? "", actor }))
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const campaignId = params.campaignId ?? ""
  const outcome = await takeSentStep(context.runtime, { request, campaignId, actor })
  return outcome.ok
    ? redirectDone(actor, paths.campaign(campaignId))
    : data(outcome.answer, { status: outcome.status })
}

export default function CampaignBoard() {
  const board = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const { campaign } = board
  return (
    <Stack gap="xl">
      <PageHeader
        title={campaign.name}
        back={{ to: paths.campaigns(), label: "Đợt rà soát" }}
        lead={
          <>
            Mở ngày <Day day={campaign.openedOn} /> ·{" "}
            <StatusBadge label={CAMPAIGN_STATE_LABELS[campaign.state]} tone="busy" />
          </>
        }
        actions={
          <>
            {board.mayOversee ? (
              <Button component={Link} to={paths.overview(campaign.id)} variant="default">
                Toàn cảnh
              </Button>
            ) : null}
            {board.returns ? (
              <Button component={Link} to={paths.unitReturns(campaign.id)} variant="default">
                Phiếu của các đơn vị
              </Button>
            ) : null}
            {board.ownReturns.map((agencyId) => (
              <Button
                key={agencyId}
                component={Link}
                to={paths.unitReturn(campaign.id, agencyId)}
                variant="default"
              >
                Phiếu đăng ký
              </Button>
            ))}
            <Button component={Link} to={paths.barriers(campaign.id)} variant="default">
              Sổ rào cản
            </Button>
            <Button component={Link} to={paths.issuing(campaign.id)} variant="default">
              Hồ sơ danh mục
            </Button>
          </>
        }
      />
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.message ?? ""}
          reloadTo={paths.campaign(campaign.id)}
        />
      ) : null}
      {board.unsettled ? <UnsettledScope count={board.unsettled} /> : null}
      <DeadlineList deadlines={board.deadlines} today={board.today} />
      <Totals board={board} />
      <Stack gap="sm">
        <Title order={2}>Tiến độ theo đơn vị</Title>
        {board.rows.length === 0 ? (
          <EmptyState title="Đợt này chưa có phiếu đăng ký nào">
            Sổ thủ tục không có dịch vụ nào khi đợt được mở.
          </EmptyState>
        ) : (
          <BoardTable board={board} />
        )}
      </Stack>
      <BoardSteps board={board} answer={answer?.conflict ? null : answer} />
    </Stack>
  )
}
