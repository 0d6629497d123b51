import { NativeSelect, Stack, Text, TextInput } from "@mantine/core"
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { BRANCH_ROWS_PER_PAGE, getBranchPage } from "#workflows/screens/branch-page.server.ts"
import { DecisionLink } from "../components/catalogue/decision-link.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"

export const meta: MetaFunction<typeof loader> = () => pageTitle("Dịch vụ công của cơ quan ngành dọc")

/** What the address asks for. */
const Address = z.object({
  q: z.string().trim().max(200).catch("").default(""),
  agency: z.string().trim().max(200).catch("").default(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const query = Address.parse(Object.fromEntries(new URL(request.url).searchParams))
  const found = await read(() => getBranchPage(params.editionId ?? "", query))
  return { ...found, query, pageSize: BRANCH_ROWS_PER_PAGE }
}

export default function BranchServices() {
  const { heading, figures, agencies, rows, total, query, pageSize } = useLoaderData<typeof loader>()
  return (
    <Stack gap="lg">
      <PageHeader
        title="Dịch vụ công của cơ quan ngành dọc"
        back={{ to: paths.edition(heading.editionId), label: heading.name }}
        lead={
          <>
            Kèm theo <DecisionLink decision={heading.decision} /> để tra cứu:{" "}
            {sayFigure("branchServices", figures.branchServices)} của{" "}
            {sayFigure("branchAgencies", figures.branchAgencies)}.
          </>
        }
      />
      <Text maw={760}>
        Công an, thuế, hải quan, bảo hiểm xã hội… tự thực hiện các dịch vụ này. Chúng không thuộc danh mục của
        tỉnh và không tính trong số liệu của danh mục; mức độ cung cấp trực tuyến do ngành công bố trên Cổng
        Dịch vụ công quốc gia.
      </Text>
      <FilterBar isFiltered={query.q !== "" || query.agency !== ""}>
        <TextInput
          name="q"
          label="Tìm"
          placeholder="Tên, mã, lĩnh vực; có thể gõ không dấu"
          defaultValue={query.q}
          w={280}
          maw="100%"
        />
        <NativeSelect
          name="agency"
          label="Cơ quan"
          defaultValue={query.agency}
          data={[
            { value: "", label: "Mọi cơ quan" },
            ...agencies.map(({ id, name, services }) => ({
              value: id,
              label: `${name} (${formatNumber(services)})`,
            })),
          ]}
        />
      </FilterBar>
      <DataTable
        caption={`${formatNumber(total)} dịch vụ công`}
        showCaption
        rows={rows}
        rowKey={(row) => row.serviceId}
        empty={
          <EmptyState title="Không tìm thấy dịch vụ nào">Thử ít chữ hơn, hoặc bỏ bớt bộ lọc.</EmptyState>
        }
        columns={[
          { key: "code", header: "Mã", width: "8.5rem", cell: (row) => row.serviceCode },
          {
            key: "name",
            header: "Dịch vụ công",
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.name}
                <Text size="sm" fw={400} c="dimmed">
                  {row.field}
                </Text>
              </>
            ),
          },
          { key: "agency", header: "Cơ quan thực hiện", cell: (row) => row.agency },
          { key: "announced", header: "Quyết định công bố", cell: (row) => row.announcedBy || "–" },
        ]}
      />
      <Pagination page={query.page} pageSize={pageSize} total={total} noun="dịch vụ công" />
    </Stack>
  )
}
