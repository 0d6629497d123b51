import { Button, Stack, Text, Title, VisuallyHidden } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData, useLocation } from "@remix-run/react"
import { z } from "zod"
import { TASK_MEASURE_LABELS, TASK_MEASURES, type TaskMeasure } from "#models/plan/task-way.ts"
import { WEBSITE_KIND_LABELS } from "#models/reference/website.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { typedDayOrNothing } from "#models/shared/typed-day.ts"
import { LOOK_FILTER_LABELS, LOOK_FILTERS } from "#models/site-look/site-look.ts"
import { getWebsitePage, WEBSITES_PER_PAGE } from "#workflows/screens/website-page.server.ts"
import { askSystemToLook } from "#workflows/site-watch/ask-for-looks.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { FoundByPeople, FoundBySystem } from "../components/plans/site-findings.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber, textUpTo } from "../http/list-query.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor, requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Trang, hệ thống của đơn vị")

const Query = z.object({
  unit: textUpTo(100),
  measure: choiceOf(TASK_MEASURES),
  reached: choiceOf(["yes", "no"]),
  look: choiceOf(LOOK_FILTERS),
  day: typedDayOrNothing.catch("").default(""),
  /** How many were asked for just now. */
  asked: z.coerce.number().int().min(0).max(10_000).optional().catch(undefined),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  const page = await read(() => getWebsitePage(context.runtime, { actor, query }))
  return { query, pageSize: WEBSITES_PER_PAGE, ...page }
}

const Sent = z.object({ website: z.string().trim().max(40).default("") })

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "plan.lookAtSites")
  const form = await parseForm(request, Sent)
  if (!form.ok) return data({ message: Object.values(form.errors).flat().join(" ") }, { status: form.status })
  const { page: _, asked: _asked, ...kept } = listQuery(request, Query)
  const which = form.value.website ? { websiteId: form.value.website } : { unit: kept.unit }
  const outcome = await attempt(() => askSystemToLook(context.runtime, { which, actor }))
  if (!outcome.ok) return data({ message: outcome.message }, { status: outcome.status })
  // In its own time: how long sites take to answer is nobody's who asks.
  void context.runtime.siteWork.runNow().catch(() => {})
  return redirect(paths.websites({ ...kept, asked: outcome.value.asked }))
}

/** A longer list of units stays folded under the list of sites. */
const OPEN_UNITS = 20
/** Headings of the table of units; whole they are the filter's. */
const SHORT: Record<TaskMeasure, string> = {
  COMPONENT: "Trang thành phần",
  LINKED: "Đủ liên kết",
  CONNECTED: "Hệ thống đã kết nối",
}

export default function Websites() {
  const page = useLoaderData<typeof loader>()
  const { query, pageSize, mayDraft, mayAsk, everyDays, rows, total, figures, units, day, isToday } = page
  const answer = useActionData<typeof action>()
  const { search } = useLocation()
  const measured = TASK_MEASURES.filter((measure) => figures[measure].of > 0)
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        title="Trang, hệ thống của đơn vị"
        lead={[
          `Số liệu ngày ${formatDay(day)}`,
          ...measured.map(
            (measure) =>
              `${SHORT[measure].toLocaleLowerCase("vi")} ${formatNumber(figures[measure].done)}/${formatNumber(figures[measure].of)}`,
          ),
        ].join(" · ")}
        actions={
          mayDraft ? (
            <>
              <Button component={Link} to={paths.table("trang-he-thong")} variant="default">
                Sổ trang, hệ thống
              </Button>
              <Button component={Link} to={paths.table("kiem-tra-trang")} variant="default">
                Ghi kết quả kiểm tra
              </Button>
            </>
          ) : null
        }
      />
      {answer ? <Notice tone="bad" title={answer.message} /> : null}
      {query.asked !== undefined ? (
        <Notice
          tone="good"
          title={
            query.asked === 0
              ? "Các trang này đang chờ kiểm tra rồi; không yêu cầu thêm."
              : `Đã yêu cầu hệ thống kiểm tra ${formatNumber(query.asked)} trang, hệ thống.`
          }
        >
          Hệ thống đang mở từng trang; tải lại trang này sau ít phút để xem kết quả.
        </Notice>
      ) : null}
      {units.length > 0 ? (
        <Text size="sm">
          {everyDays === null
            ? "Hệ thống chỉ tự mở trang khi có người yêu cầu."
            : `Hệ thống tự mở từng trang ${formatNumber(everyDays)} ngày một lần.`}{" "}
          Kết quả của hệ thống đứng bên cạnh; số đạt tính theo kết quả người ghi.
        </Text>
      ) : null}
      {units.length === 0 && isToday ? (
        <EmptyState title="Sổ chưa có trang, hệ thống nào">
          Quản trị viên ghi từng dòng hoặc nhập tệp CSV, XLSX ở «Quản trị», bảng «Trang, hệ thống của đơn vị»;
          người thứ hai duyệt thì sổ có hiệu lực. Khi chưa có sổ, đơn vị tự ghi tiến độ ở nhiệm vụ.
        </EmptyState>
      ) : (
        <>
          <FilterBar
            filters={[
              {
                kind: "CHOICE",
                name: "unit",
                label: "Đơn vị",
                value: query.unit,
                all: "Mọi đơn vị",
                options: units.map(({ id, name }) => ({ value: id, label: name })),
              },
              {
                kind: "CHOICE",
                name: "measure",
                label: "Chỉ tiêu",
                value: query.measure,
                all: "Mọi trang, hệ thống",
                options: TASK_MEASURES.map((value) => ({ value, label: TASK_MEASURE_LABELS[value] })),
              },
              {
                kind: "CHOICE",
                name: "reached",
                label: "Kết quả theo chỉ tiêu",
                value: query.reached,
                all: "Tất cả",
                options: [
                  { value: "yes", label: "Đạt" },
                  { value: "no", label: "Chưa đạt" },
                ],
              },
              {
                kind: "CHOICE",
                name: "look",
                label: "Hệ thống thấy",
                value: query.look,
                all: "Tất cả",
                options: LOOK_FILTERS.map((value) => ({ value, label: LOOK_FILTER_LABELS[value] })),
              },
              { kind: "DAY", name: "day", label: "Theo sổ của ngày", value: query.day },
            ]}
          />
          <DataTable
            caption={`${formatNumber(total)} trang, hệ thống`}
            showCaption
            rows={rows}
            rowKey={({ website }) => website.id}
            empty={<EmptyState title="Không có trang, hệ thống nào khớp">Bỏ bớt điều kiện lọc.</EmptyState>}
            columns={[
              {
                key: "name",
                header: "Trang, hệ thống",
                isRowHeader: true,
                cell: ({ website }) => (
                  <>
                    {website.name}
                    <Text size="sm" fw={400} c="dimmed">
                      {WEBSITE_KIND_LABELS[website.kind]}
                    </Text>
                    <Text size="sm" fw={400} style={{ overflowWrap: "anywhere" }}>
                      <a href={website.address} rel="noreferrer">
                        {website.address}
                      </a>
                    </Text>
                  </>
                ),
              },
              { key: "unit", header: "Đơn vị", width: "9rem", phone: "bare", cell: ({ unit }) => unit },
              {
                key: "check",
                header: "Người kiểm tra thấy",
                width: "14rem",
                cell: ({ website, check }) => <FoundByPeople kind={website.kind} check={check} />,
              },
              {
                key: "look",
                header: "Hệ thống thấy",
                width: "17rem",
                cell: ({ website, look, isUnlike, earlier, asked }) => (
                  <>
                    <FoundBySystem look={look} isUnlike={isUnlike} earlier={earlier} asked={asked} />
                    {mayAsk && !asked ? (
                      <Form method="post" action={search}>
                        <input type="hidden" name="website" value={website.id} />
                        <Button type="submit" variant="default" size="sm" mt={4}>
                          Kiểm tra ngay
                          <VisuallyHidden>: {website.name}</VisuallyHidden>
                        </Button>
                      </Form>
                    ) : null}
                  </>
                ),
              },
            ]}
          />
          {mayAsk && total > 0 ? (
            <Form method="post" action={search}>
              <Button type="submit" variant="default">
                {query.unit ? `Yêu cầu kiểm tra mọi trang của đơn vị` : `Yêu cầu kiểm tra mọi trang trong sổ`}
              </Button>
            </Form>
          ) : null}
          <Pagination page={query.page} pageSize={pageSize} total={total} noun="trang, hệ thống" />
          <section aria-labelledby="theo-don-vi">
            <Title order={2} id="theo-don-vi" mb="xs">
              Theo đơn vị ({formatNumber(units.length)})
            </Title>
            <details open={units.length <= OPEN_UNITS}>
              <summary>Đạt trên tổng số của từng đơn vị</summary>
              <DataTable
                caption="Đạt trên tổng số, theo đơn vị"
                rows={units}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: "unit",
                    header: "Đơn vị",
                    isRowHeader: true,
                    cell: ({ id, name }) => <Link to={paths.unitPlan(id)}>{name}</Link>,
                  },
                  ...TASK_MEASURES.map((measure) => ({
                    key: measure,
                    header: SHORT[measure],
                    align: "end" as const,
                    width: "11rem",
                    cell: ({ id, name, figures: own }: (typeof units)[number]) =>
                      own[measure].of === 0 ? (
                        "–"
                      ) : (
                        <Link
                          to={paths.websites({ unit: id, measure, day: query.day })}
                          aria-label={`${formatNumber(own[measure].done)}/${formatNumber(own[measure].of)}: ${name}, ${SHORT[measure]}`}
                        >
                          {formatNumber(own[measure].done)}/{formatNumber(own[measure].of)}
                        </Link>
                      ),
                  })),
                ]}
              />
            </details>
          </section>
        </>
      )}
    </Stack>
  )
}
