import { Button, SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { STANDING_LABELS } from "#models/reporting-period/consolidated-report.ts"
import { PERIOD_STATE_LABELS } from "#models/reporting-period/states.ts"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { REPORT_STATE_LABELS } from "#models/unit-report/states.ts"
import { getPeriodPage, type PeriodPage } from "#workflows/screens/period-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Facts } from "../components/catalogue/facts.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Frozen } from "../components/reports/frozen-report.tsx"
import { PeriodForms } from "../components/reports/period-forms.tsx"
import { PERIOD_FORMS, type PeriodForm, SeenPeriod } from "../components/reports/period-schemas.ts"
import { PERIOD_TONES, REPORT_TONES, STANDING_TONES } from "../components/reports/report-words.ts"
import { pageTitle } from "../components/words.ts"
import { attempt, read, type ShownRefusal, shownRefusal } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber } from "../http/list-query.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { takePeriodStep } from "../http/period-step.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Kỳ báo cáo")

const SHOWN = ["RECEIVED", "ON_TIME", "LATE", "MISSING", "OPEN"] as const
const Query = z.object({ loc: choiceOf(SHOWN), tu: z.iso.date().catch("").default(""), page: pageNumber })
const UNITS_PER_PAGE = 20

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { loc, tu, page } = listQuery(request, Query)
  return {
    loc,
    tu,
    unitsPage: page,
    ...(await read(() => getPeriodPage(context.runtime, { id: params.periodId ?? "", actor }))),
  }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const periodId = params.periodId ?? ""
  const sent = await readForm(request)
  const intent = String(sent.fields["intent"])
  if (!Object.hasOwn(PERIOD_FORMS, intent))
    throw new Response("Không rõ việc cần làm. Hãy tải lại trang.", { status: 400 })
  const form = await parseSent(
    sent,
    SeenPeriod.and(PERIOD_FORMS[intent as PeriodForm] as z.ZodType<Record<string, unknown>>),
  )
  if (!form.ok) return refused({ intent, errors: form.errors, values: form.values }, form.status)
  const { revision, ...values } = form.value
  const outcome = await attempt(() =>
    takePeriodStep(
      context.runtime,
      intent as PeriodForm,
      { periodId, revision: Number(revision), actor },
      values,
    ),
  )
  return outcome.ok
    ? redirect(paths.reportingPeriod(periodId))
    : refused({ intent, ...shownRefusal(outcome, sent.fields) }, outcome.status)
}

type Answer = { intent: string } & ShownRefusal
const refused = (answer: Answer, status: number) => data(answer, { status })

export default function OnePeriod() {
  const { loc, tu, unitsPage, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { period, due, originalDue, frozen, returns } = page
  return (
    <>
      <PageHeader
        back={{ to: paths.reports(), label: "Báo cáo" }}
        title={period.name}
        lead={period.request}
        actions={
          <>
            {page.offers.form ? (
              <Button component={Link} to={paths.reportForm(period.id)} variant="default">
                Biểu mẫu
              </Button>
            ) : null}
            {frozen ? (
              <>
                <Button component="a" href={paths.consolidatedFile(period.id, "pdf")} variant="default">
                  Báo cáo PDF
                </Button>
                <Button component="a" href={paths.consolidatedFile(period.id, "docx")} variant="default">
                  Word
                </Button>
                <Button component="a" href={paths.consolidatedFile(period.id, "xlsx")} variant="default">
                  Bảng tính
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <Stack gap="lg">
        {answer?.conflict ? (
          <ConflictNotice
            conflict={answer.conflict}
            message={answer.message ?? ""}
            reloadTo={paths.reportingPeriod(period.id)}
          />
        ) : null}
        <div>
          <StatusBadge label={PERIOD_STATE_LABELS[period.state]} tone={PERIOD_TONES[period.state]} />
        </div>
        <Facts
          items={[
            ["Từ ngày, đến ngày", `${formatDay(period.from)} đến ${formatDay(period.to)}`],
            [
              "Hạn báo cáo",
              `${formatDay(due)}${due === originalDue ? "" : ` (ban đầu ${formatDay(originalDue)})`}`,
            ],
            ["Căn cứ", period.basis],
            ["Số báo cáo tổng hợp", period.number],
            ["Người ký", period.signatory],
          ]}
        />
        <Counts page={page} />
        <PeriodForms page={page} answer={answer} />
        {frozen ? <Frozen page={page} /> : null}
        <Units page={page} loc={loc} since={tu} shown={unitsPage} />
        {returns.length > 0 ? (
          <section aria-labelledby="mo-lai">
            <Title order={2} id="mo-lai" mb="xs">
              Đã mở lại ({formatNumber(returns.length)})
            </Title>
            {returns.map(({ at, reason, byName, revision }) => (
              <Text key={at}>
                {formatInstant(new Date(at))}, {byName}, bản {formatNumber(revision)}: {reason}
              </Text>
            ))}
          </section>
        ) : null}
      </Stack>
    </>
  )
}

function Counts({ page: { period, counts } }: { page: PeriodPage }) {
  const shown = [
    ["Phải báo cáo", counts.expected, ""],
    ["Đã nhận báo cáo", counts.received, "RECEIVED"],
    ["Trong đó đúng hạn", counts.onTime, "ON_TIME"],
    ["Trong đó muộn", counts.late, "LATE"],
    ["Chưa gửi", counts.missing, "MISSING"],
  ] as const
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm" component="section" aria-label="Số đơn vị">
      {shown.map(([label, count, loc]) => (
        <div key={label}>
          <Text size="sm">{label}</Text>
          <Link to={paths.reportingPeriod(period.id, { loc })}>
            <strong>{formatNumber(count)}</strong> đơn vị
          </Link>
        </div>
      ))}
    </SimpleGrid>
  )
}

const isShown = (
  { receivedOn, state }: PeriodPage["units"][number],
  loc: (typeof SHOWN)[number] | "",
  due: string,
): boolean => {
  if (loc === "RECEIVED") return receivedOn !== null
  if (loc === "ON_TIME") return receivedOn !== null && receivedOn <= due
  if (loc === "LATE") return receivedOn !== null && receivedOn > due
  if (loc === "MISSING") return receivedOn === null
  return loc === "OPEN" ? state !== "accepted" : true
}

type UnitsProps = { page: PeriodPage; loc: (typeof SHOWN)[number] | ""; since: string; shown: number }

/** `since`: only those whose report came in on that day or later; `shown`: which page of them. */
function Units({ page: { units, due }, loc, since, shown }: UnitsProps) {
  const rows = units.filter(
    (unit) => isShown(unit, loc, due) && (since === "" || (unit.receivedOn ?? "") >= since),
  )
  return (
    <section aria-labelledby="don-vi">
      <Title order={2} id="don-vi" mb="xs">
        Cơ quan, đơn vị ({formatNumber(rows.length)})
      </Title>
      <DataTable
        caption={`${formatNumber(rows.length)} cơ quan, đơn vị; ngày nhận là lần gửi đầu`}
        showCaption
        rows={rows.slice((shown - 1) * UNITS_PER_PAGE, shown * UNITS_PER_PAGE)}
        rowKey={({ agencyId }) => agencyId}
        columns={[
          {
            key: "unit",
            header: "Cơ quan, đơn vị",
            isRowHeader: true,
            cell: (row) => <Link to={paths.unitReport(row.reportId)}>{row.unit}</Link>,
          },
          {
            key: "standing",
            header: "Theo hạn",
            width: "13rem",
            phone: "bare",
            cell: ({ standing }) => (
              <StatusBadge label={STANDING_LABELS[standing]} tone={STANDING_TONES[standing]} />
            ),
          },
          {
            key: "received",
            header: "Ngày nhận",
            width: "8rem",
            phone: "none",
            cell: ({ receivedOn }) => (receivedOn ? formatDay(receivedOn) : "chưa có"),
          },
          {
            key: "state",
            header: "Báo cáo",
            width: "16rem",
            phone: "none",
            cell: ({ state }) => (
              <StatusBadge label={REPORT_STATE_LABELS[state]} tone={REPORT_TONES[state]} />
            ),
          },
        ]}
      />
      <Pagination page={shown} pageSize={UNITS_PER_PAGE} total={rows.length} noun="cơ quan, đơn vị" />
    </section>
  )
}
