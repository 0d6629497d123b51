import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { getHomePage } from "#workflows/screens/home-page.server.ts"
import { useProvince } from "../components/province.ts"
import { PRODUCT_NAME } from "../components/words.ts"
import { waitsForFirstSetup } from "../http/first-setup.server.ts"
import { paths } from "../http/paths.ts"
import { DecisionLink } from "../public/catalogue/decision-link.tsx"
import { Downloads } from "../public/catalogue/downloads.tsx"
import { Figures } from "../public/catalogue/figures.tsx"
import { SearchField } from "../public/search-field.tsx"

export const meta: MetaFunction = () => [
  { title: PRODUCT_NAME },
  {
    name: "description",
    content: "Tra cứu thủ tục hành chính nộp trực tuyến toàn trình, một phần.",
  },
  { tagName: "link", rel: "alternate", type: "application/ld+json", title: "DCAT", href: paths.dcat() },
]

export const loader = async ({ context }: LoaderFunctionArgs) => {
  if (await waitsForFirstSetup(context)) throw redirect(paths.firstSetup())
  return getHomePage(context.runtime)
}

export default function Home() {
  const latest = useLoaderData<typeof loader>()
  const province = useProvince()
  return (
    <>
      <h1>Thủ tục nào làm được qua mạng?</h1>
      <p>
        Tra cứu mức độ trực tuyến (toàn trình hay một phần) của từng dịch vụ công do{" "}
        {province ? province.inText : "Ủy ban nhân dân"} công bố hằng năm.
      </p>
      <search>
        <form method="get" action={paths.catalogue()}>
          <div className="line">
            <SearchField value="" />
            <button type="submit">Tìm trong danh mục</button>
          </div>
        </form>
      </search>
      {latest ? <Latest {...latest} /> : null}
      <section aria-labelledby="them">
        <h2 id="them">Xem thêm</h2>
        <ul className="grid">
          {MORE.map(({ to, title, text }) => (
            <li key={to}>
              <a href={to}>{title}</a>
              <span className="note">{text}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

const MORE = [
  {
    to: paths.catalogue(),
    title: "Danh mục đã công bố",
    text: "Toàn bộ danh mục theo năm, theo cơ quan và lĩnh vực; dữ liệu mở.",
  },
  {
    to: paths.verify(),
    title: "Xác minh quyết định",
    text: "Kiểm tra chữ ký số và tính toàn vẹn của quyết định công bố danh mục.",
  },
]

type LatestProps = NonNullable<Awaited<ReturnType<typeof getHomePage>>>

/** The catalogue in force in a few figures, its decision and its files. */
function Latest({ heading, figures, amendments }: LatestProps) {
  const decision = amendments.at(-1) ?? heading.decision
  return (
    <section aria-labelledby="moi-nhat">
      <h2 id="moi-nhat">{heading.name}</h2>
      <p>
        Danh mục đang có hiệu lực. Quyết định gần nhất: <DecisionLink decision={decision} />.
      </p>
      <Figures figures={figures} linkTo={(filter) => paths.catalogue(filter)} />
      <h3>Tải về</h3>
      <Downloads heading={heading} />
      <p className="note">
        Hệ thống khác có thể đọc mô tả tập dữ liệu (DCAT) tại <a href={paths.dcat()}>{paths.dcat()}</a>.
      </p>
    </section>
  )
}
