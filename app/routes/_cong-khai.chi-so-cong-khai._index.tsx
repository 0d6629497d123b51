import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getPublicFigures } from "#workflows/screens/public-figures.server.ts"
import { GENERATED } from "../components/measures/generated.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { PageHead } from "../public/page-head.tsx"
import { Table } from "../public/table.tsx"

export const meta: MetaFunction = () => pageTitle("Chỉ số của tỉnh")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const asked = new URL(request.url).searchParams.get("ky") ?? ""
  return read(() => getPublicFigures(context.runtime, asked.slice(0, 10)))
}

export default function PublicFigures() {
  const { period, quarters, files, rows, isGenerated } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={`Chỉ số ${period.label}`}
        lead={`Số liệu toàn tỉnh đến ${formatDay(period.to)}${isGenerated ? `; có ${GENERATED}` : ""}.`}
        back={{ to: paths.catalogue(), label: "Tra cứu danh mục" }}
      />
      <nav aria-label="Quý">
        <p>
          {quarters.map(({ id, label }, place) => (
            <span key={id}>
              {place > 0 ? " · " : ""}
              <a href={paths.publicFigures({ ky: id })} aria-current={id === period.id ? "page" : undefined}>
                {label}
              </a>
            </span>
          ))}
        </p>
      </nav>
      <Table
        caption={`${formatNumber(rows.length)} chỉ số, ${period.label}`}
        showCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p>Chưa có chỉ số nào áp dụng trong quý này.</p>}
        columns={[
          {
            key: "name",
            header: "Chỉ số",
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.name}
                {row.isGenerated ? ` (${GENERATED})` : ""}
              </>
            ),
          },
          { key: "value", header: "Giá trị", align: "end", cell: ({ text }) => text },
          {
            key: "figure",
            header: "Tử số / mẫu số",
            align: "end",
            cell: ({ numerator, denominator }) =>
              numerator === null || denominator === null
                ? "–"
                : `${formatNumber(numerator)} / ${formatNumber(denominator)}`,
          },
          { key: "set", header: "Bộ chỉ số", cell: ({ set }) => set },
        ]}
      />
      <section aria-labelledby="tai-ve">
        <h2 id="tai-ve">Dữ liệu mở</h2>
        <p>Định nghĩa, dữ liệu và kết quả cùng công bố; ai cũng tính lại được từ các tệp này.</p>
        <ul>
          {files.map((name) => (
            <li key={name}>
              <a href={paths.publicFigureFile(period.id, name)}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
