import { spotlight } from "@mantine/spotlight"
import { Link, useLocation } from "@remix-run/react"
import { type MouseEvent, type ReactNode, useRef } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Role } from "#models/shared/workflow.ts"
import type { RecoveryNotice } from "#workflows/screens/recovery-page.server.ts"
import { paths } from "../http/paths.ts"
import { IconLogout, IconMenu2, IconSearch } from "./icons.ts"
import classes from "./layout.module.css"
import { type NavigationCounts, type NavigationItem, navigationFor } from "./navigation.ts"
import { useProvince } from "./province.ts"
import { RecoveryBanner } from "./recovery-banner.tsx"
import { OfficeSpotlight } from "./search/office-spotlight.tsx"
import { TrainingBar, type TrainingClockView, TrainingMoves } from "./training-bar.tsx"
import { useArrival } from "./use-arrival.ts"
import { PRODUCT_NAME } from "./words.ts"

/** Who is signed in, as the header shows it. `place`: role and agency in words. */
export type PersonView = { name: string; place: string; roles: Role[] }

type LayoutProps = {
  person: PersonView
  training: TrainingClockView | null
  recovery: RecoveryNotice | null
  counts: NavigationCounts
  children: ReactNode
}

/** Frame of every office screen: skip link, header, training bar, navigation by role. Works without scripts. */
export function Layout({ person, training, recovery, counts, children }: LayoutProps) {
  const items = navigationFor(person.roles)
  const page = useRef<HTMLElement>(null)
  const menu = useRef<HTMLDetailsElement>(null)
  useArrival(page, menu)
  return (
    <div className={classes.shell}>
      <SkipLink />
      <header className={classes.header}>
        <Brand to={paths.myWork()} />
        <a href={paths.search()} className={`${classes.headerButton} ${classes.search}`} onClick={openSearch}>
          <IconSearch size={18} aria-hidden />
          Tìm <kbd className={classes.keys}>Ctrl K</kbd>
        </a>
        <div className={classes.person}>
          <Person person={person} />
        </div>
        {/* On a phone everything of the frame lies in here: the page begins where the first screen does. */}
        <details ref={menu} className={classes.menu}>
          <summary>
            <IconMenu2 size={20} aria-hidden />
            Trình đơn
          </summary>
          <div className={classes.menuPanel}>
            <search>
              <form method="get" action={paths.search()} className={classes.menuSearch}>
                <label>
                  <span className="visually-hidden">Tìm trong hệ thống</span>
                  <input type="search" name="q" placeholder="Tìm thủ tục, người, màn hình" maxLength={200} />
                </label>
                <button type="submit">Tìm</button>
              </form>
            </search>
            <Links items={items} counts={counts} />
            {training ? <TrainingMoves training={training} /> : null}
            <div className={classes.menuPerson}>
              <Person person={person} />
            </div>
          </div>
        </details>
      </header>
      {training ? <TrainingBar training={training} /> : <div />}
      <OfficeSpotlight />
      <div className={classes.body}>
        <div className={classes.sidebar}>
          <Links items={items} counts={counts} />
        </div>
        <main id="noi-dung" ref={page} tabIndex={-1} className={classes.main}>
          <div className={classes.mainInner}>
            {recovery ? <RecoveryBanner recovery={recovery} /> : null}
            {children}
          </div>
        </main>
      </div>
    </div>
  )
}

/** With scripts the link opens the search over the page. */
const openSearch = (event: MouseEvent) => {
  event.preventDefault()
  spotlight.open()
}

function Person({ person }: { person: PersonView }) {
  return (
    <>
      <span>
        <Link to={paths.account()} className={classes.personName} title="Tài khoản của tôi">
          {person.name}
        </Link>
        <span className={classes.personRole}>{person.place}</span>
      </span>
      <form method="post" action={paths.signOut()}>
        <button type="submit" className={classes.headerButton}>
          <IconLogout size={18} aria-hidden />
          Đăng xuất
        </button>
      </form>
    </>
  )
}

function SkipLink() {
  return (
    <a href="#noi-dung" className={classes.skip}>
      Chuyển tới nội dung chính
    </a>
  )
}

function Brand({ to }: { to: string }) {
  const province = useProvince()
  return (
    <a href={to} className={classes.brand}>
      <img src="/favicon.svg" alt="" width={30} height={30} />
      <span>
        {PRODUCT_NAME}
        {province ? <span className={classes.province}> – {province.inText}</span> : null}
      </span>
    </a>
  )
}

function Links({ items, counts }: { items: readonly NavigationItem[]; counts: NavigationCounts }) {
  const { pathname } = useLocation()
  // Of two that lie above the page the nearer is where people are.
  const [nearest] = items
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)
  const current = items.find(({ within }) => within?.test(pathname)) ?? nearest
  return (
    <nav aria-label="Trình đơn chính">
      <ul className={classes.links}>
        {items.map(({ to, label, icon: Icon, count }) => (
          <li key={label}>
            <Link
              to={to}
              // The public pages are another site to the browser: they bring their own look, and no scripts.
              reloadDocument={to === paths.catalogue()}
              className={classes.link}
              aria-current={to === current?.to ? "page" : undefined}
            >
              <Icon size={20} stroke={1.6} aria-hidden />
              {label}
              {count && counts[count].count > 0 ? (
                <span className={classes.count}>
                  <span aria-hidden>{formatNumber(counts[count].count)}</span>
                  <span className="visually-hidden">, {counts[count].said}</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
