import { Button, Stack, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { closeCollection } from "#workflows/campaign/plain-steps.server.ts"
import { getCampaignBoard } from "#workflows/screens/campaign-board.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { DeadlineList } from "../../components/deadline-list.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Day } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { BoardTable } from "./board-table.tsx"
import { CloseCollection } from "./close-collection.tsx"
import { Totals } from "./totals.tsx"

export const meta = () => pageTitle("Tiến độ đợt rà soát")

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getCampaignBoard(context.runtime, { campaignId: params.campaignId ?? "", actor }))
}

const Close = z.object({
  intent: z.literal("collection.closed", "Nút vừa bấm không hợp lệ. Hãy tải lại trang."),
  revision: z.coerce.number().int(),
})

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const campaignId = params.campaignId ?? ""
  const form = await parseForm(request, Close)
  if (!form.ok) return data({ errors: form.errors, message: "", conflict: null }, { status: form.status })
  const { revision } = form.value
  const outcome = await attempt(() => closeCollection(context.runtime, { campaignId, revision, actor }))
  if (outcome.ok) return redirect(paths.campaign(campaignId))
  const { errors, message, conflict, status } = outcome
  return data({ errors, message, conflict }, { status })
}

export default function CampaignBoard() {
  const board = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
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
          message={answer.message}
          reloadTo={paths.campaign(campaign.id)}
        />
      ) : null}
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
      {board.mayCloseCollection ? (
        <CloseCollection
          revision={campaign.revision}
          errors={answer?.conflict ? undefined : answer?.errors}
          board={board}
        />
      ) : null}
    </Stack>
  )
}
