import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { BRANCH_ROWS_PER_PAGE, getBranchPage } from "#workflows/screens/branch-page.server.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { DecisionLink } from "../public/catalogue/decision-link.tsx"
import { Notice } from "../public/notice.tsx"
import { PageHead } from "../public/page-head.tsx"
import { Pages } from "../public/pages.tsx"
import { SearchField } from "../public/search-field.tsx"
import { Table } from "../public/table.tsx"

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
  const here = paths.editionBranches(heading.editionId)
  return (
    <>
      <PageHead
        title="Dịch vụ công của cơ quan ngành dọc"
        back={{ to: paths.edition(heading.editionId), label: heading.name }}
        lead={
          <>
            Kèm theo <DecisionLink decision={heading.decision} /> để tra cứu:{" "}
            {sayFigure("branchServices", figures.branchServices)}, do{" "}
            {sayFigure("branchAgencies", figures.branchAgencies)} thực hiện.
          </>
        }
      />
      <p>
        Công an, thuế, hải quan, bảo hiểm xã hội… tự thực hiện các dịch vụ này. Chúng không thuộc danh mục của
        tỉnh và không tính trong số liệu của danh mục; mức độ cung cấp trực tuyến do ngành công bố trên Cổng
        Dịch vụ công quốc gia.
      </p>
      <search>
        <form method="get" action={here}>
          <div className="line">
            <SearchField value={query.q} />
            <div className="field">
              <label htmlFor="agency">Cơ quan</label>
              <select id="agency" name="agency" defaultValue={query.agency}>
                <option value="">Mọi cơ quan</option>
                {agencies.map(({ id, name, services }) => (
                  <option key={id} value={id}>
                    {name} ({formatNumber(services)})
                  </option>
                ))}
              </select>
            </div>
            <button type="submit">Tìm</button>
            {query.q !== "" || query.agency !== "" ? <a href={here}>Xóa tìm kiếm</a> : null}
          </div>
        </form>
      </search>
      <Table
        caption={`${formatNumber(total)} dịch vụ công`}
        showCaption
        rows={rows}
        rowKey={(row) => row.serviceId}
        empty={
          <Notice tone="quiet" title="Không tìm thấy dịch vụ nào">
            Thử ít chữ hơn, hoặc bỏ bớt bộ lọc.
          </Notice>
        }
        columns={[
          { key: "code", header: "Mã", cell: (row) => row.serviceCode },
          {
            key: "name",
            header: "Dịch vụ công",
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.name}
                <span className="note">{row.field}</span>
              </>
            ),
          },
          { key: "agency", header: "Cơ quan thực hiện", cell: (row) => row.agency },
          { key: "announced", header: "Quyết định công bố", cell: (row) => row.announcedBy || "–" },
        ]}
      />
      {total > 0 ? <Pages page={query.page} pageSize={pageSize} total={total} noun="dịch vụ công" /> : null}
    </>
  )
}
