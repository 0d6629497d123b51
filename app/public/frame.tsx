import { useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { useProvince } from "../components/province.ts"
import { PRODUCT_NAME } from "../components/words.ts"
import { paths } from "../http/paths.ts"

type PublicFrameProps = {
  /** The training date; null when the system runs for real. */
  trainingNow: Date | null
  children: ReactNode
}

/** Frame of the pages anyone may read. It says nothing of who is looking, so one drawing of a page serves all. */
export function PublicFrame({ trainingNow, children }: PublicFrameProps) {
  const province = useProvince()
  const { pathname } = useLocation()
  return (
    <>
      <a href="#noi-dung" className="skip">
        Chuyển tới nội dung chính
      </a>
      <header className="top">
        <a href={paths.home()} className="brand">
          <img src="/favicon.svg" alt="" width={30} height={30} />
          <span>
            {PRODUCT_NAME}
            {province ? ` – ${province.inText}` : ""}
          </span>
        </a>
        <nav aria-label="Trình đơn chính">
          {LINKS.map(({ to, label }) => (
            <a key={to} href={to} aria-current={pathname === to ? "page" : undefined}>
              {label}
            </a>
          ))}
        </nav>
      </header>
      {trainingNow ? (
        <section className="training" aria-label="Chế độ tập huấn">
          <strong>{TRAINING_MARK}</strong>
          <span>Ngày tập huấn: {formatDay(dayOf(trainingNow))}</span>
        </section>
      ) : null}
      <main id="noi-dung" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <a href={paths.lookUpRemark()}>Xem trả lời góp ý</a>
        <a href={paths.accessibility()}>Khả năng tiếp cận</a>
        <a href={paths.personalData()}>Dữ liệu cá nhân</a>
        <p>
          {province ? `${province.committee} · ` : ""}Danh mục được công bố theo quyết định của{" "}
          {province?.isChairmanIssuing === false ? "" : "Chủ tịch "}Ủy ban nhân dân; bản ký số có giá trị pháp
          lý.
        </p>
      </footer>
    </>
  )
}

const LINKS = [
  { to: paths.catalogue(), label: "Tra cứu danh mục" },
  { to: paths.verify(), label: "Xác minh văn bản" },
  { to: paths.myWork(), label: "Dành cho cán bộ" },
]
