import { NavLink } from "@remix-run/react"
import type { ReactNode } from "react"
import { paths } from "../http/paths.ts"
import classes from "./layout.module.css"
import { Brand, SkipLink } from "./layout.tsx"
import { useProvince } from "./province.ts"
import { TrainingBar, type TrainingClockView } from "./training-bar.tsx"

type PublicLayoutProps = { isSignedIn: boolean; training: TrainingClockView | null; children: ReactNode }

/** Frame of the pages anyone may read. */
export function PublicLayout({ isSignedIn, training, children }: PublicLayoutProps) {
  const province = useProvince()
  const links = [
    { to: paths.catalogue(), label: "Tra cứu danh mục" },
    { to: paths.verify(), label: "Xác minh văn bản" },
    isSignedIn ? { to: paths.myWork(), label: "Việc của tôi" } : { to: paths.signIn(), label: "Đăng nhập" },
  ]
  return (
    <div className={classes.public}>
      <SkipLink />
      <header className={classes.header}>
        <Brand to={paths.home()} />
        <nav aria-label="Trình đơn chính" className={classes.person}>
          {links.map(({ to, label }) => (
            <NavLink key={to} to={to} className={classes.headerLink}>
              {label}
            </NavLink>
          ))}
        </nav>
      </header>
      {training ? <TrainingBar training={training} /> : <div />}
      <main id="noi-dung" tabIndex={-1} className={classes.publicMain}>
        {children}
      </main>
      <footer className={classes.footer}>
        {province ? `${province.committee} · ` : ""}Danh mục được công bố theo quyết định của{" "}
        {province?.isChairmanIssuing === false ? "" : "Chủ tịch "}Ủy ban nhân dân; bản ký số có giá trị pháp
        lý.
      </footer>
    </div>
  )
}
