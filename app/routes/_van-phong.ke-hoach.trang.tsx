import { Button, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { TASK_MEASURE_LABELS, TASK_MEASURES, type TaskMeasure } from "#models/plan/task-way.ts"
import { type SiteCheck, WEBSITE_KIND_LABELS } from "#models/reference/website.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getWebsitePage, WEBSITES_PER_PAGE } from "#workflows/screens/website-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Trang, hệ thống của đơn vị")

const Query = z.object({
  unit: textUpTo(100),
  measure: choiceOf(TASK_MEASURES),
  reached: choiceOf(["yes", "no"]),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  const page = await read(() => getWebsitePage(context.runtime, { actor, query }))
  return { query, pageSize: WEBSITES_PER_PAGE, ...page }
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
  const { query, pageSize, mayDraft, rows, total, figures, units, today } = useLoaderData<typeof loader>()
  const measured = TASK_MEASURES.filter((measure) => figures[measure].of > 0)
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        title="Trang, hệ thống của đơn vị"
        lead={[
          `Số liệu ngày ${formatDay(today)}`,
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
      {units.length === 0 ? (
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
                    <Text size="sm" fw={400} style={{ overflowWrap: "anywhere" }}>
                      <a href={website.address} rel="noreferrer">
                        {website.address}
                      </a>
                    </Text>
                  </>
                ),
              },
              { key: "unit", header: "Đơn vị", width: "14rem", phone: "bare", cell: ({ unit }) => unit },
              {
                key: "kind",
                header: "Loại",
                width: "10rem",
                phone: "none",
                cell: ({ website }) => WEBSITE_KIND_LABELS[website.kind],
              },
              {
                key: "check",
                header: "Lần kiểm tra gần nhất",
                width: "20rem",
                phone: "bare",
                cell: ({ website, check }) => <Found kind={website.kind} check={check} />,
              },
            ]}
          />
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
                          to={paths.websites({ unit: id, measure })}
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

/** What was found last, in words; what is lacking first. */
function Found({ kind, check }: { kind: "WEBSITE" | "SYSTEM"; check: SiteCheck | null }) {
  if (!check) return "chưa kiểm tra lần nào"
  const asked: [boolean, string, string][] =
    kind === "SYSTEM"
      ? [[check.isConnected, "đã kết nối", "chưa kết nối"]]
      : [
          [check.isComponent, "là trang thành phần", "chưa là trang thành phần"],
          [check.linksProvince, "có liên kết Cổng tỉnh", "thiếu liên kết Cổng tỉnh"],
          [check.linksNational, "có liên kết Cổng quốc gia, bộ", "thiếu liên kết Cổng quốc gia, bộ"],
        ]
  const said = check.isReachable
    ? asked
        .toSorted(([one], [other]) => Number(one) - Number(other))
        .map(([isSo, yes, no]) => (isSo ? yes : no))
        .join("; ")
    : "không truy cập được"
  return (
    <>
      {said}
      <Text size="sm" c="dimmed">
        {formatDay(check.checkedOn)}, {check.checkedBy}
        {check.note ? `: ${check.note}` : ""}
      </Text>
    </>
  )
}
