import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { findPersonalDataOn } from "#models/reference/reference.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { pageTitle } from "../components/words.ts"
import { paths } from "../http/paths.ts"
import { Facts } from "../public/facts.tsx"
import { PageHead } from "../public/page-head.tsx"

export const meta = () => pageTitle("Dữ liệu cá nhân")

export const loader = async ({ context }: LoaderFunctionArgs) => {
  const day = dayOf(context.runtime.clock.now())
  return { day, rows: await findPersonalDataOn(day) }
}

/** What the system keeps of people, why and how long, as the office answers for it. */
export default function PersonalDataPage() {
  const { day, rows } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Dữ liệu cá nhân"
        lead={`Hệ thống giữ những gì về con người, để làm gì và trong bao lâu, theo bảng của cơ quan ngày ${formatDay(day)}.`}
      />
      {rows.length === 0 ? <p>Cơ quan chưa ghi bảng này.</p> : null}
      {rows.map((row) => (
        <section key={row.what} aria-label={row.what}>
          <h2>{row.what}</h2>
          <Facts
            items={[
              ["Của ai", row.whose],
              ["Để làm gì", row.purpose],
              ["Căn cứ", row.basis],
              ["Giữ bao lâu", row.keptFor],
              ["Ai xem được", row.readers],
            ]}
          />
        </section>
      ))}
      <section aria-labelledby="cua-minh">
        <h2 id="cua-minh">Xem, sửa dữ liệu của mình</h2>
        <p>
          Cán bộ, công chức xem, tải về, đề nghị sửa ở «Tài khoản của tôi, Dữ liệu của tôi» sau khi đăng nhập;
          thông tin của người đã nghỉ do hai người có thẩm quyền cùng xóa. Người dân hỏi hoặc yêu cầu xóa góp
          ý: <a href={paths.sendRemark()}>gửi góp ý</a>.
        </p>
      </section>
    </>
  )
}
