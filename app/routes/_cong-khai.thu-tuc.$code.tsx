import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { getProcedurePage } from "#workflows/screens/procedure-page.server.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { ProcedureDetails } from "../public/catalogue/procedure-details.tsx"
import { ProcedureHistory } from "../public/catalogue/procedure-history.tsx"
import { ProcedureServices } from "../public/catalogue/procedure-services.tsx"
import { Facts } from "../public/facts.tsx"
import { Notice } from "../public/notice.tsx"
import { PageHead } from "../public/page-head.tsx"

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        ...pageTitle(data.procedure.name),
        {
          name: "description",
          content: `Mức độ trực tuyến, hồ sơ, thời hạn, phí và trình tự của thủ tục ${data.procedure.code}.`,
        },
      ]
    : pageTitle("Thủ tục hành chính")

export const loader = ({ params, context }: LoaderFunctionArgs) =>
  read(() => getProcedurePage(context.runtime, params.code ?? ""))

export default function ProcedureForCitizens() {
  const { procedure, services, isInForce, repealed, repealAhead, history } = useLoaderData<typeof loader>()
  return (
    <>
      <div>
        <PageHead
          back={{ to: paths.catalogue(), label: "Tra cứu danh mục" }}
          title={procedure.name}
          lead={`Mã thủ tục ${procedure.code}`}
        />
        {repealed ? (
          <Notice
            tone="bad"
            title={`Thủ tục này đã bị bãi bỏ, hết hiệu lực từ ${formatDay(repealed.effectiveOn)}.`}
          >
            Theo Quyết định số {repealed.number} ngày {formatDay(repealed.day)}. Thông tin dưới đây là lần
            công bố gần nhất, chỉ để tra cứu.
          </Notice>
        ) : isInForce ? null : (
          <Notice title="Thủ tục này không còn trong danh mục đang có hiệu lực.">
            Thông tin dưới đây theo lần công bố gần nhất có thủ tục này.
          </Notice>
        )}
        {repealAhead && isInForce ? (
          <Notice
            title={`Thủ tục này còn thực hiện đến hết ngày trước ${formatDay(repealAhead.effectiveOn)}.`}
          >
            Từ ngày đó thủ tục bị bãi bỏ theo Quyết định số {repealAhead.number} ngày{" "}
            {formatDay(repealAhead.day)}.
          </Notice>
        ) : null}
      </div>
      <section aria-labelledby="muc-do">
        <h2 id="muc-do">Làm qua mạng được đến đâu?</h2>
        <ProcedureServices services={services} />
      </section>
      <section aria-labelledby="thong-tin">
        <h2 id="thong-tin">Thông tin chung</h2>
        <Facts
          items={[
            ["Lĩnh vực", procedure.fields.map(({ name }) => name).join("; ")],
            ["Đối tượng thực hiện", procedure.applicantTypes.join("; ")],
            ["Cơ quan thực hiện", procedure.agencies.executing.map(({ name }) => name).join("; ")],
            ["Cơ quan có thẩm quyền", procedure.agencies.competent.map(({ name }) => name).join("; ")],
            ["Cơ quan phối hợp", procedure.agencies.coordinating.map(({ name }) => name).join("; ")],
            ["Cách nhận kết quả", procedure.returningMethods.join("; ")],
            [
              "Quyết định công bố thủ tục",
              `${procedure.announcementDecision} ${procedure.announcer.name && `(${procedure.announcer.name})`}`.trim(),
            ],
            ["Mô tả", procedure.description],
          ]}
        />
      </section>
      <ProcedureDetails procedure={procedure} />
      <section aria-labelledby="lich-su">
        <h2 id="lich-su">Các lần công bố</h2>
        <ProcedureHistory history={history} />
        <p>
          <a href={paths.sendRemark(procedure.code)}>Góp ý về thủ tục này</a>
        </p>
      </section>
    </>
  )
}
