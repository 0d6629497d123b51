import { Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { AmendmentPlan } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { type ChosenServices, getAmendmentPage } from "#workflows/screens/amendment-page.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { ChooseServices } from "./choose-services.tsx"
import { OpenAmendment } from "./open-amendment.tsx"

export const meta = () => pageTitle("Mở đợt điều chỉnh")

/** What the address asks for, bounded: `chon` ticked services, `ma` codes pasted, `q` words. */
const askedOf = (request: Request): ChosenServices => {
  const query = new URL(request.url).searchParams
  return {
    words: (query.get("q") ?? "").slice(0, 200),
    codes: (query.get("ma") ?? "").slice(0, 8000),
    chosen: query.getAll("chon").slice(0, 500),
  }
}

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const asked = askedOf(request)
  return { asked, page: await read(() => getAmendmentPage(context.runtime, { ...asked, actor })) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, AmendmentPlan)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => openNextCampaign(context.runtime, { plan: form.value, actor }))
  return outcome.ok
    ? redirect(paths.campaign(outcome.value.id))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function Amendment() {
  const { page, asked } = useLoaderData<typeof loader>()
  const { amended, running, picked } = page
  return (
    <Stack gap="lg" maw={900}>
      <PageHeader
        back={{ to: paths.campaigns(), label: "Đợt rà soát" }}
        title="Mở đợt điều chỉnh trong năm"
        lead={
          amended
            ? `Sửa đổi, bổ sung danh mục công bố tại Quyết định số ${amended.number} ngày ${formatDay(amended.day)}, chỉ ở các dịch vụ chọn dưới đây.`
            : "Chỉ rà soát lại các dịch vụ được chọn; dịch vụ khác giữ nguyên."
        }
      />
      {amended ? null : (
        <Notice tone="bad" title="Năm nay chưa có danh mục có hiệu lực để điều chỉnh.">
          Mở đợt rà soát hằng năm ở trang «Đợt rà soát».
        </Notice>
      )}
      {running ? (
        <Notice tone="bad" title={`Đợt «${running}» đang chạy.`}>
          Hoàn thành hoặc dừng đợt đó trước khi mở đợt điều chỉnh.
        </Notice>
      ) : null}
      <ChooseServices page={page} asked={asked} />
      {picked.length === 0 ? (
        <Text>Chọn ít nhất một dịch vụ để mở đợt.</Text>
      ) : amended && !running ? (
        <OpenAmendment page={page} />
      ) : null}
    </Stack>
  )
}
