import { Anchor, Stack, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { formatDay } from "#models/shared/dates.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { BranchFiguresView } from "../components/catalogue/branch-figures.tsx"
import { CatalogueFiguresView } from "../components/catalogue/catalogue-figures.tsx"
import { Notice } from "../components/catalogue/facts.tsx"
import { ChangeFigures } from "../components/issuing/change-figures.tsx"
import { CheckList } from "../components/issuing/check-list.tsx"
import { DeliveryFigures } from "../components/issuing/delivery-figures.tsx"
import { DocumentPanel } from "../components/issuing/document-panel.tsx"
import { EditionActions } from "../components/issuing/edition-actions.tsx"
import { EditionRemarks } from "../components/issuing/edition-remarks.tsx"
import classes from "../components/issuing/issuing.module.css"
import { LifeList } from "../components/issuing/life-list.tsx"
import { stateTone } from "../components/issuing/state-tone.ts"
import { StepRefusal } from "../components/issuing/step-refusal.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { takeSentStep } from "../http/take-sent-step.server.ts"
import { ChangeFiles } from "../public/catalogue/change-files.tsx"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Ban hành danh mục", data?.campaign.name)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getEditionPage(context.runtime, { editionId: params.editionId ?? "", actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const campaignId = params.editionId ?? ""
  const outcome = await takeSentStep(context.runtime, { request, campaignId, actor })
  return outcome.ok
    ? redirectDone(actor, paths.issuing(campaignId))
    : data(outcome.answer, { status: outcome.status })
}

export default function EditionOnItsWay() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const { campaign, frozen, context } = page
  const isPublic = ["issued", "published", "archived", "recalled"].includes(campaign.state)
  return (
    <>
      <PageHeader
        back={{ to: paths.issuingList(), label: "Ban hành danh mục" }}
        title={campaign.name}
        lead={
          <>
            <StatusBadge label={CAMPAIGN_STATE_LABELS[campaign.state]} tone={stateTone(campaign.state)} />{" "}
            {context.numbered
              ? `Quyết định số ${context.numbered.number}/${context.numbered.symbol} ngày ${formatDay(context.numbered.day)}`
              : `Hạn công bố ${formatDay(campaign.deadlines.announceBy)}`}
          </>
        }
        actions={
          <>
            <Anchor component={Link} to={paths.campaign(campaign.id)}>
              Tiến độ đợt rà soát
            </Anchor>
            {isPublic ? <Anchor href={paths.edition(campaign.id)}>Trang công khai</Anchor> : null}
          </>
        }
      />
      <div className={classes.columns}>
        <Stack gap="lg">
          {answer ? <StepRefusal page={page} answer={answer} /> : null}
          <EditionRemarks
            context={context}
            standingFault={page.standingFault}
            underWay={page.underWay}
            voidedNumbers={page.voidedNumbers}
          />
          <EditionActions page={page} answer={answer} />
          {frozen ? (
            <>
              <section aria-labelledby="so-lieu">
                <Title order={2} id="so-lieu" mb="xs">
                  Số liệu của danh mục
                </Title>
                <CatalogueFiguresView figures={frozen.figures} />
                {frozen.branches ? <BranchFiguresView figures={frozen.branches} /> : null}
              </section>
              <section aria-labelledby="thay-doi">
                <Title order={2} id="thay-doi" mb="xs">
                  Thay đổi so với kỳ trước
                </Title>
                <ChangeFigures frozen={frozen} />
                <Anchor component={Link} to={paths.documentText(campaign.id)}>
                  So sánh từng dòng với danh mục trước
                </Anchor>
                {isPublic && frozen.replaces ? <ChangeFiles editionId={campaign.id} act="thay-doi" /> : null}
              </section>
              <section aria-labelledby="kiem-tra">
                <Title order={2} id="kiem-tra" mb="xs">
                  Kiểm tra tự động
                </Title>
                <CheckList checks={frozen.checks} />
              </section>
              <section aria-labelledby="van-ban">
                <Title order={2} id="van-ban" mb="xs">
                  Văn bản
                </Title>
                <DocumentPanel page={page} />
              </section>
            </>
          ) : (
            <Notice tone="quiet" title="Danh mục chưa được chốt.">
              Số liệu, kiểm tra và dự thảo văn bản có sau khi tổng hợp, chốt danh mục.
            </Notice>
          )}
          {page.deliveries.length > 0 ? (
            <section aria-labelledby="giao-nhan">
              <Title order={2} id="giao-nhan" mb="xs">
                Giao nhận với các cổng
              </Title>
              <DeliveryFigures editionId={campaign.id} deliveries={page.deliveries} />
            </section>
          ) : null}
        </Stack>
        <aside aria-labelledby="tien-trinh">
          <Title order={2} id="tien-trinh" mb="sm">
            Tiến trình
          </Title>
          <LifeList steps={page.life} />
        </aside>
      </div>
    </>
  )
}
