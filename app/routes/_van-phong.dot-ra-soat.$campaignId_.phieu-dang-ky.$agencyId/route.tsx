import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getUnitReturn } from "#workflows/screens/unit-return-page.server.ts"
import { sendReturn } from "#workflows/unit-return/send-return.server.ts"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { ReturnStandingBadge } from "../../components/returns/return-standing.tsx"
import { Instant } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { SendForm } from "./send-form.tsx"
import { rowsIn, SendReturnForm, typedNumberFault } from "./send-return-form.ts"

export const meta = () => pageTitle("Phiếu đăng ký của đơn vị")

const placeIn = ({ campaignId = "", agencyId = "" }: Record<string, string | undefined>) => ({
  campaignId,
  agencyId,
})

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const page = await read(() => getUnitReturn(context.runtime, { ...placeIn(params), actor }))
  return {
    ...page,
    seesAll: actor.assignments.some(({ role }) => role !== "SPECIALIST" && role !== "UNIT_HEAD"),
  }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const place = placeIn(params)
  const form = await parseForm(request, SendReturnForm)
  if (!form.ok)
    return data(
      { errors: form.errors, values: form.values, conflict: null, message: "" },
      { status: form.status },
    )
  const rows = rowsIn(form.value.rows)
  const values = { ...form.value }
  const fault = typedNumberFault(form.value.typed, rows.length)
  if (fault) return data({ errors: { typed: [fault] }, values, conflict: null, message: "" }, { status: 400 })
  const { sendingId, symbol, number, position } = form.value
  const outcome = await attempt(() =>
    sendReturn(context.runtime, { ...place, rows, sendingId, symbol, number, position, actor }),
  )
  if (outcome.ok)
    return redirect(
      paths.returnPart(place.campaignId, place.agencyId, outcome.value.sequence, { vuaGui: "1" }),
    )
  const { errors, conflict, message, status } = outcome
  return data({ errors, values, conflict, message }, { status })
}

export default function UnitReturn() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { campaign, agency, counts, standing, parts, dueOn } = page
  const here = paths.unitReturn(campaign.id, agency.id)
  return (
    <Stack gap="lg">
      <PageHeader
        title={`Phiếu đăng ký của ${agency.name}`}
        back={
          page.seesAll
            ? { to: paths.unitReturns(campaign.id), label: "Phiếu đăng ký của các đơn vị" }
            : { to: paths.campaign(campaign.id), label: campaign.name }
        }
        lead={
          <>
            {campaign.name} · hạn đăng ký {formatDay(dueOn)} · <ReturnStandingBadge standing={standing} />
          </>
        }
      />
      {answer?.conflict ? (
        <ConflictNotice conflict={answer.conflict} message={answer.message} reloadTo={here} />
      ) : null}
      <Text>
        {formatNumber(counts.SENT)}/{formatNumber(counts.total)} dịch vụ đã gửi; {formatNumber(counts.HEAD)}{" "}
        chờ lãnh đạo ký duyệt, {formatNumber(counts.UNSENT)} đã ký duyệt chưa gửi,{" "}
        <Link to={paths.appraisal({ campaign: campaign.id, agency: agency.id, state: "drafting" })}>
          {formatNumber(counts.UNIT)} đang soạn, sửa
        </Link>
        .
      </Text>
      {page.form ? (
        <SendForm page={page} form={page.form} answer={answer} />
      ) : (
        <Text>{nothingToSend(counts)}</Text>
      )}
      {parts.length > 0 ? (
        <Stack gap="xs" component="section" aria-labelledby="cac-lan">
          <Title order={2} id="cac-lan">
            Các lần đã gửi ({formatNumber(parts.length)})
          </Title>
          <DataTable
            caption="Các lần đã gửi"
            rows={parts}
            rowKey={({ sequence }) => String(sequence)}
            columns={[
              {
                key: "number",
                header: "Công văn, biên nhận",
                isRowHeader: true,
                cell: ({ sequence, number }) => (
                  <Link to={paths.returnPart(campaign.id, agency.id, sequence)}>
                    Lần {sequence}, số {number}
                  </Link>
                ),
              },
              { key: "at", header: "Nhận lúc", cell: ({ at }) => <Instant at={at} /> },
              { key: "by", header: "Người ký", cell: ({ byName }) => byName },
              { key: "count", header: "Dịch vụ", align: "end", cell: ({ count }) => formatNumber(count) },
              { key: "left", header: "Còn lại", align: "end", cell: ({ left }) => formatNumber(left) },
              {
                key: "late",
                header: "So với hạn",
                cell: ({ day, dueOn: due }) => (day > due ? "sau hạn" : "trong hạn"),
              },
            ]}
          />
        </Stack>
      ) : null}
    </Stack>
  )
}

const nothingToSend = ({ HEAD, UNIT, UNSENT }: { HEAD: number; UNIT: number; UNSENT: number }): string => {
  if (HEAD + UNSENT > 0)
    return "Phiếu chờ lãnh đạo đơn vị ký duyệt, gửi; khi danh mục đã chốt thì không gửi thêm được, phần còn lại đưa vào đợt điều chỉnh."
  return UNIT > 0
    ? "Chưa có dịch vụ nào chờ ký duyệt. Chuyên viên trả lời tiêu chí rồi trình; dịch vụ đã trình hiện ở đây."
    : "Mọi dịch vụ của đơn vị đã được gửi."
}
