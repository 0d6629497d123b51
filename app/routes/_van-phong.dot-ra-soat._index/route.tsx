import { Stack } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { CampaignPlan } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { listCampaigns } from "#workflows/screens/campaign-board.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { UnsettledScope } from "../../components/unsettled-scope.tsx"
import { Day } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { OpenCampaign } from "./open-campaign.tsx"

export const meta = () => pageTitle("Đợt rà soát")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => listCampaigns(context.runtime, actor))
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, CampaignPlan)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => openNextCampaign(context.runtime, { plan: form.value, actor }))
  return outcome.ok
    ? redirect(paths.campaign(outcome.value.id))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function Campaigns() {
  const { campaigns, mayOpen, today, calendar, unsettled } = useLoaderData<typeof loader>()
  return (
    <Stack gap="xl">
      <PageHeader title="Đợt rà soát" lead="Mỗi năm một đợt rà soát, đăng ký mức độ và công bố danh mục." />
      <DataTable
        caption="Các đợt rà soát"
        rows={campaigns}
        rowKey={(campaign) => campaign.id}
        empty={
          <EmptyState title="Chưa có đợt rà soát nào">
            {mayOpen
              ? "Điền biểu mẫu bên dưới để mở đợt đầu tiên cho các dịch vụ có trong sổ."
              : "Văn phòng UBND cấp tỉnh mở đợt rà soát; các đơn vị sẽ thấy việc của mình ngay sau đó."}
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Tên đợt",
            isRowHeader: true,
            cell: (campaign) => <Link to={paths.campaign(campaign.id)}>{campaign.name}</Link>,
          },
          { key: "id", header: "Số hiệu", cell: (campaign) => campaign.id, width: "6rem" },
          {
            key: "kind",
            header: "Loại",
            cell: (campaign) => (campaign.kind === "ANNUAL" ? "Hằng năm" : "Điều chỉnh"),
            width: "7rem",
          },
          { key: "opened", header: "Ngày mở", cell: (campaign) => <Day day={campaign.openedOn} /> },
          {
            key: "state",
            header: "Trạng thái",
            cell: (campaign) => (
              <StatusBadge
                label={CAMPAIGN_STATE_LABELS[campaign.state]}
                tone={campaign.isRunning ? "busy" : "good"}
              />
            ),
          },
        ]}
      />
      {mayOpen && unsettled > 0 ? <UnsettledScope count={unsettled} /> : null}
      {mayOpen && campaigns.length > 0 ? (
        <p>
          <Link to={paths.openAmendment()}>Mở đợt điều chỉnh trong năm, chỉ một số dịch vụ</Link>
        </p>
      ) : null}
      {mayOpen ? <OpenCampaign today={today} calendar={calendar} /> : null}
    </Stack>
  )
}
