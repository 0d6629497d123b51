import { Anchor, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatDay } from "#models/shared/dates.ts"
import type { OpenOffer } from "#workflows/campaign/offers.server.ts"
import { type AfterIssuePage, getAfterIssuePage } from "#workflows/screens/recall-page.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { ActEffectPanel } from "../components/issuing/act-effect-panel.tsx"
import classes from "../components/issuing/issuing.module.css"
import { OfferForm } from "../components/issuing/offer-form.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { type StepAnswer, takeSentStep } from "../http/take-sent-step.server.ts"

export const meta = () => pageTitle("Điều chỉnh, đính chính, thu hồi")

const KINDS = ["dieu-chinh", "dinh-chinh", "thu-hoi"] as const
type Kind = (typeof KINDS)[number]

/** The template officers write such a letter after. */
const LETTER = "cong-van-dinh-chinh"

const Query = z.object({ viec: z.enum(KINDS).nullable().catch(null).default(null) })

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { viec } = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const page = await read(() =>
    getAfterIssuePage(context.runtime, { editionId: params.editionId ?? "", actor }),
  )
  return { page, kind: viec }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const campaignId = params.editionId ?? ""
  const outcome = await takeSentStep(context.runtime, { request, campaignId, actor })
  return outcome.ok
    ? redirectDone(actor, paths.issuing(campaignId))
    : data(outcome.answer, { status: outcome.status })
}

const CHOICES: Record<Kind, { label: string; when: string }> = {
  "dieu-chinh": {
    label: "Điều chỉnh",
    when: "Nội dung sai hoặc đã đổi: mức độ, lý do, thêm hoặc bớt dịch vụ. Rà soát lại các dịch vụ chọn, ban hành quyết định sửa đổi, bổ sung.",
  },
  "dinh-chinh": {
    label: "Đính chính",
    when: "Sai sót về thể thức, câu chữ; nội dung không đổi. Ghi nhận công văn đính chính (khoản 3 Điều 18 Nghị định số 30/2020/NĐ-CP).",
  },
  "thu-hoi": {
    label: "Thu hồi",
    when: "Quyết định không được ban hành: sai thẩm quyền, trái pháp luật. Quyết định thôi hiệu lực, các cổng rút dịch vụ (khoản 4 Điều 18).",
  },
}

export default function AfterIssue() {
  const { page, kind } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const { campaign, decision } = page
  const chosen = kind ?? kindOf(answer)
  return (
    <Stack gap="lg" maw={900}>
      <PageHeader
        back={{ to: paths.issuing(campaign.id), label: campaign.name }}
        title={chosen ? CHOICES[chosen].label : "Điều chỉnh, đính chính hay thu hồi?"}
        lead={`Quyết định số ${decision.number} ngày ${formatDay(decision.day)}.`}
      />
      <nav aria-label="Chọn việc">
        <ul className={classes.checks}>
          {KINDS.map((one) => (
            <li key={one}>
              <span>
                {one === chosen ? (
                  <strong aria-current="page">{CHOICES[one].label}</strong>
                ) : (
                  <Link to={paths.afterIssue(campaign.id, { viec: one })}>{CHOICES[one].label}</Link>
                )}
              </span>
              <span>{CHOICES[one].when}</span>
            </li>
          ))}
        </ul>
      </nav>
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.message ?? ""}
          reloadTo={paths.afterIssue(campaign.id, { viec: chosen ?? undefined })}
        />
      ) : null}
      {chosen === "dieu-chinh" ? (
        <Text>
          <Anchor component={Link} to={paths.openAmendment()}>
            Chọn dịch vụ và mở đợt điều chỉnh
          </Anchor>
        </Text>
      ) : null}
      {chosen === "dinh-chinh" ? (
        <Text>
          Chưa có công văn?{" "}
          <Anchor component={Link} to={paths.draft(campaign.id, LETTER)} underline="always">
            Soạn công văn đính chính theo mẫu
          </Anchor>
          , ban hành rồi ghi nhận dưới đây.
        </Text>
      ) : null}
      {chosen === "dinh-chinh" ? <OfferSection offer={page.erratum} page={page} answer={answer} /> : null}
      {chosen === "thu-hoi" ? <Recall page={page} answer={answer} /> : null}
    </Stack>
  )
}

/** After a refusal the page shows the act that was refused. */
const kindOf = (answer: StepAnswer | null): Kind | null =>
  answer?.intent === "recall" ? "thu-hoi" : answer?.intent === "erratum" ? "dinh-chinh" : null

type Part = { page: AfterIssuePage; answer: StepAnswer | null }

function Recall({ page, answer }: Part) {
  const { outcomes, portals, campaign } = page
  return (
    <>
      {outcomes.map(({ follows, label, effect }) => (
        <section key={label} aria-labelledby={`he-qua-${follows ?? "mot"}`}>
          <Title order={2} size="h3" id={`he-qua-${follows ?? "mot"}`} mb="xs">
            {follows ? `Nếu chọn «${label}»` : "Hệ quả"}
          </Title>
          <ActEffectPanel
            label={label}
            effect={effect}
            portals={portals}
            csv={paths.recallLists(campaign.id, follows)}
          />
        </section>
      ))}
      <OfferSection offer={page.recall} page={page} answer={answer} />
    </>
  )
}

function OfferSection({ offer, page, answer }: Part & { offer: OpenOffer | null }) {
  if (!offer) return <Notice tone="quiet" title="Việc này không còn làm được với quyết định này." />
  if (offer.refusal !== null)
    return (
      <Notice tone="quiet" title={offer.refusal}>
        Người thực hiện: {offer.whoMay}.
      </Notice>
    )
  const { id, revision, digest } = page.campaign
  return (
    <section className={classes.panel} aria-label={offer.label}>
      <OfferForm offer={offer} editionId={id} revision={revision} digest={digest} answer={answer} />
    </section>
  )
}
